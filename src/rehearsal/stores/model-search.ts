import { DOMAIN, FIRST_NAMES, KNOWN_TAGS, KNOWN_WORDS, LAST_NAMES } from '../../tatami/population.js'
import type { Post } from '../post.js'
import { SLOTS } from '../seeded-posts.js'
import type { SocialNetwork } from '../social-network.js'
import type { FoundByPrefix } from './stores.js'

/** The most that a search brings of each kind. */
export const MOST_FOUND = { users: 8, groups: 5, statuses: 20 } as const

/** Users and groups of a company whose names begin so, in lower case. */
export const foundByPrefix = (network: SocialNetwork, domain: string, prefix: string): FoundByPrefix => ({
  users: domain === DOMAIN ? usersWithPrefix(prefix, network.graph.population) : [],
  groups: network.groups.withPrefix(domain, prefix, MOST_FOUND.groups),
})

/** Statuses of the reader's company that contain all words, newest first. */
export const foundStatuses = (
  network: SocialNetwork,
  reader: number,
  words: readonly string[],
  nowUs: number,
): readonly Post[] => {
  const [first = '', ...rest] = words
  const found = candidates(network, reader, first, nowUs).filter(({ content }) => {
    const text = content.toLowerCase()
    return rest.every((word) => text.includes(word))
  })
  return found.slice(0, MOST_FOUND.statuses)
}

const candidates = (network: SocialNetwork, reader: number, word: string, nowUs: number): Post[] => {
  const { directory, graph, seeded, words } = network
  const domain = directory.domain(reader)
  const live = words.find(word, nowUs).filter(({ author }) => directory.domain(author) === domain)
  const author = directory.neighbour(word, reader)
  const own =
    author === undefined ? [] : [...(network.known(author)?.own ?? [])].reverse().filter((post) => !post.private)
  if (domain !== DOMAIN) return [...live, ...own]
  const [wordAt, tagAt] = [KNOWN_WORDS.indexOf(word), KNOWN_TAGS.indexOf(word)]
  const posts: Post[] = [...live, ...own]
  for (let slot = 0; slot < SLOTS && posts.length < MOST_FOUND.statuses; slot++) {
    if (author !== undefined && author < graph.population) posts.push(seeded.post(author, slot))
    const withWord = wordAt < 0 ? undefined : seeded.authorOfWord(wordAt, slot)
    if (withWord !== undefined) posts.push(seeded.post(withWord, slot))
    const withTag = tagAt < 0 ? undefined : seeded.authorOfTag(tagAt, slot)
    if (withTag !== undefined) posts.push(seeded.post(withTag, slot))
  }
  return posts
}

const usersWithPrefix = (prefix: string, population: number): number[] => {
  const found = new Set<number>()
  const add = (user: number) => {
    if (user < population && found.size < MOST_FOUND.users) found.add(user)
  }
  if ('user'.startsWith(prefix)) for (let user = 0; user < MOST_FOUND.users; user++) add(user)
  const digits = /^user(0|[1-9]\d{0,6})$/.exec(prefix)?.[1]
  if (digits !== undefined) {
    add(Number(digits))
    if (digits !== '0') for (let i = 0; i < 10; i++) add(Number(digits) * 10 + i)
  }
  FIRST_NAMES.forEach((name, i) => {
    if (name.toLowerCase().startsWith(prefix)) add(i)
  })
  LAST_NAMES.forEach((name, i) => {
    if (name.toLowerCase().startsWith(prefix)) add(i * FIRST_NAMES.length)
  })
  return [...found]
}
