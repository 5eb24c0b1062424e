import { DOMAIN, FIRST_NAMES, KNOWN_TAGS, KNOWN_WORDS, LAST_NAMES } from '../tatami/population.js'
import { EMPTY_LIST, json } from './app-reply.js'
import { parameter } from './app-request.js'
import { tagShape } from './company-calls.js'
import { groupShape } from './group-calls.js'
import { shown } from './line-calls.js'
import type { Post } from './post.js'
import { SLOTS } from './seeded-posts.js'
import { ClientError, type Handler, type ServedCall, wallUs } from './served-call.js'
import { userShape } from './status-json.js'
import { wordsOf } from './word-index.js'

const [MAX_TAGS, MAX_USERS, MAX_GROUPS, MAX_STATUSES] = [5, 8, 5, 20]
const NOTHING_FOUND = json('{"tags":[],"users":[],"groups":[]}')

/** What the search box asks for on every key-up: never statuses. */
export const searchAll: Handler = (call) => {
  const { work, state } = call
  work.kind = 'search-all'
  const q = parameter(call.request.query, 'q')?.toLowerCase() ?? ''
  if (q === '') throw new ClientError()
  const domain = state.network.directory.domain(call.user)
  const answered = work.queries(state.caches.prefix(domain, q))
  const users = answered && domain === DOMAIN ? usersWithPrefix(q, state.network.graph.population) : []
  work.operations(1 + state.caches.users(users))
  if (!answered) return NOTHING_FOUND
  const tags = domain === DOMAIN ? KNOWN_TAGS.filter((tag) => tag.startsWith(q)).slice(0, MAX_TAGS) : []
  const body = {
    tags: tags.map((name) => tagShape(name, false)),
    users: users.map((user) => userShape(user, call.user, state.network)),
    groups: state.network.groups.withPrefix(domain, q, MAX_GROUPS).map((group) => groupShape(group, call)),
  }
  return json(JSON.stringify(body))
}

/** Statuses that contain the words; an empty list, with status 200, also when Elasticsearch fails. */
export const searchStatus: Handler = (call) => {
  call.work.kind = 'search-status'
  const words = wordsOf(parameter(call.request.query, 'q') ?? '')
  const [first] = words
  if (first === undefined) return EMPTY_LIST
  if (!call.work.queries(1)) return EMPTY_LIST
  const rest = words.slice(1)
  const found = candidates(call, first).filter(({ content }) => {
    const text = content.toLowerCase()
    return rest.every((word) => text.includes(word))
  })
  return shown(call, found.slice(0, MAX_STATUSES))
}

const candidates = (call: ServedCall, word: string): Post[] => {
  const { directory, graph, seeded, words, known } = searchable(call)
  const domain = directory.domain(call.user)
  const live = words.find(word, wallUs(call)).filter(({ author }) => directory.domain(author) === domain)
  const author = directory.neighbour(word, call.user)
  const own = author === undefined ? [] : [...(known(author)?.own ?? [])].reverse().filter((post) => !post.private)
  if (domain !== DOMAIN) return [...live, ...own]
  const [wordAt, tagAt] = [KNOWN_WORDS.indexOf(word), KNOWN_TAGS.indexOf(word)]
  const posts: Post[] = [...live, ...own]
  for (let slot = 0; slot < SLOTS && posts.length < MAX_STATUSES; slot++) {
    if (author !== undefined && author < graph.population) posts.push(seeded.post(author, slot))
    const withWord = wordAt < 0 ? undefined : seeded.authorOfWord(wordAt, slot)
    if (withWord !== undefined) posts.push(seeded.post(withWord, slot))
    const withTag = tagAt < 0 ? undefined : seeded.authorOfTag(tagAt, slot)
    if (withTag !== undefined) posts.push(seeded.post(withTag, slot))
  }
  return posts
}

const searchable = ({ state: { network } }: ServedCall) => ({
  directory: network.directory,
  graph: network.graph,
  seeded: network.seeded,
  words: network.words,
  known: (user: number) => network.known(user),
})

const usersWithPrefix = (prefix: string, population: number): number[] => {
  const found = new Set<number>()
  const add = (user: number) => {
    if (user < population && found.size < MAX_USERS) found.add(user)
  }
  if ('user'.startsWith(prefix)) for (let user = 0; user < MAX_USERS; user++) add(user)
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
