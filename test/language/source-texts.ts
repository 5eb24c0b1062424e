import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'

const SRC = resolve(import.meta.dirname, '../../src')

/** Files of the source below a folder, or a file itself. */
export const sourcesOf = (...paths: readonly string[]): readonly string[] =>
  paths.flatMap((path) =>
    path.endsWith('.ts')
      ? [path]
      : readdirSync(join(SRC, path), { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.ts'))
          .map((name) => join(path, name)),
  )

/** Templates of a file: all of them, or those of one tag, as the pieces between their values. */
export const templatesOf = (file: string, tag?: string): readonly (readonly string[])[] => {
  const found: (readonly string[])[] = []
  const visit = (node: ts.Node): void => {
    const isMeant = tag === undefined ? !ts.isTaggedTemplateExpression(node.parent) : tagOf(node) === tag
    if (ts.isTemplateLiteral(node) && isMeant) found.push(piecesOf(node))
    ts.forEachChild(node, visit)
  }
  ts.forEachChild(parsed(file), visit)
  return found
}

/** Sentences among the strings of a file. */
export const stringsOf = (file: string): readonly string[] => {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return
    if (ts.isStringLiteral(node)) found.push(node.text)
    ts.forEachChild(node, visit)
  }
  ts.forEachChild(parsed(file), visit)
  return found
}

const parsed = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, readFileSync(join(SRC, file), 'utf8'), ts.ScriptTarget.Latest, true)

const tagOf = ({ parent }: ts.Node): string | undefined =>
  ts.isTaggedTemplateExpression(parent) ? parent.tag.getText() : undefined

const piecesOf = (node: ts.TemplateLiteral): readonly string[] =>
  ts.isNoSubstitutionTemplateLiteral(node)
    ? [node.text]
    : [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
