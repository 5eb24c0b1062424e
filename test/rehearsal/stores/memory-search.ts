import type { Document, SearchClient } from '../../../src/rehearsal/stores/search-client.js'

/** What was indexed, found again by the words and prefixes that the application asks for. */
export const memorySearch = (): SearchClient => {
  const documents = new Map<string, Document>()
  const index = async (document: Document) => documents.set(`${document.index}/${document.id}`, document)
  const idsOf = (kind: Document['index'], domain: string, fits: (source: Document['source']) => boolean): string[] =>
    [...documents.values()]
      .filter((one) => one.index === kind && one.source['domain'] === domain && fits(one.source))
      .map(({ id }) => id)
  const named = async (kind: 'user' | 'group', domain: string, prefix: string) =>
    idsOf(kind, domain, ({ names }) => Array.isArray(names) && names.some((name) => String(name).startsWith(prefix)))
      .slice(0, 8)
      .map(Number)
  return {
    create: async () => undefined,
    statuses: async (domain, words) =>
      idsOf('status', domain, ({ content }) => words.every((word) => String(content).toLowerCase().includes(word))),
    users: (domain, prefix) => named('user', domain, prefix),
    groups: (domain, prefix) => named('group', domain, prefix),
    index,
    remove: async (id) => documents.delete(`status/${id}`),
    indexAll: (all) => Promise.all(all.map(index)),
    close: async () => undefined,
  }
}
