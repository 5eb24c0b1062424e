import { type Document, isAlias, isCollection, isPair, isScalar, isSeq, type Node, visit } from 'yaml'

/** A key that is a list or a section itself, which no JSON could hold. */
export interface CollectionKey {
  /** Keys to the section in which it stands. */
  readonly path: readonly PropertyKey[]
  readonly kind: 'list' | 'section'
  /** Where in the text it begins. */
  readonly offset: number
}

/** All such keys of a document, in the order of its text. */
export const collectionKeys = (document: Document): readonly CollectionKey[] => {
  const found: CollectionKey[] = []
  visit(document, {
    Pair: (_, { key }, ancestors) => {
      const node = isAlias(key) ? key.resolve(document) : key
      if (!isCollection(node)) return
      const offset = (key as Node).range?.[0] ?? 0
      found.push({ path: pathOf(ancestors), kind: isSeq(node) ? 'list' : 'section', offset })
    },
  })
  return found
}

// Of the ancestors, pairs have a key, and what stands in a list has its place there.
const pathOf = (ancestors: readonly unknown[]): readonly PropertyKey[] =>
  ancestors.flatMap((node, i): PropertyKey[] => {
    if (isPair(node)) return [isScalar(node.key) ? String(node.key.value) : '?']
    return isSeq(node) ? [node.items.indexOf(ancestors[i + 1])] : []
  })
