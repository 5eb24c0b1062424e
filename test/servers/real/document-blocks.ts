import { readFileSync } from 'node:fs'

/** The fenced blocks of a page of docs/ by their labels: the second word behind the fence. Each block must have one of its own. */
export const blocksOf = (page: string): ReadonlyMap<string, string> => {
  const text = readFileSync(new URL(`../../../docs/${page}`, import.meta.url), 'utf8')
  const blocks = new Map<string, string>()
  for (const [, label, block = ''] of text.matchAll(/^```\w+ ?([\w-]*)\n([\s\S]*?)^```$/gm)) {
    if (label === undefined || label === '' || blocks.has(label))
      throw new Error(`${page}: a block without a label of its own`)
    blocks.set(label, block)
  }
  return blocks
}

/** A block with what stands for a place of the reader's replaced; throws where one of them does not occur. */
export const placed = (block: string | undefined, places: Readonly<Record<string, string>>): string => {
  let text = block ?? ''
  for (const [shown, actual] of Object.entries(places)) {
    if (!text.includes(shown)) throw new Error(`the document does not say ${shown}`)
    text = text.replaceAll(shown, actual)
  }
  return text
}

/** The lines of a block. */
export const linesOf = (block: string): readonly string[] => block.split('\n').filter((line) => line !== '')
