import { DOMAIN, KNOWN_TAGS } from '../../tatami/population.js'
import { seededGroups, seededMembers } from '../groups.js'
import { mix } from '../mixing.js'
import type { Post } from '../post.js'
import { tagKey } from '../post-book.js'
import type { SocialNetwork } from '../social-network.js'
import type { CassandraClient, Statement } from './cassandra-client.js'
import { eachInTurn } from './each-in-turn.js'
import { statusParameters, userParameters } from './real-writes.js'
import { CQL, type LineTable, lineInsert, schemaOf } from './schema.js'
import { type Document, groupDocument, type SearchClient, statusDocument, userDocument } from './search-client.js'

/** Posts of each author, and of each line, that real stores hold when a rehearsal begins. */
export const HISTORY = 40
const AT_ONCE = 12
const STATUSES_IN_BATCH = 40
const DOCUMENTS_IN_BULK = 1_000

/** Makes the tables and indexes, and writes what the seeded company has by then; `told` hears how far it is, from 0 to 1. */
export const seedStores = async (
  cassandra: CassandraClient,
  search: SearchClient,
  network: SocialNetwork,
  nodes: number,
  told: (share: number) => void,
): Promise<void> => {
  for (const statement of schemaOf(nodes)) await cassandra.change(statement)
  await search.create()
  const { population } = network.graph
  let done = 0
  await eachInTurn(population, AT_ONCE, async (user) => {
    for (const statement of personStatements(user, network)) await cassandra.write(...statement)
    for (const batch of personBatches(user, network)) if (batch.length > 0) await cassandra.writeAll(batch)
    told(++done / population)
  })
  await eachInTurn(seededGroups(population), AT_ONCE, (group) => cassandra.writeAll(groupStatements(group, network)))
  await eachInTurn(KNOWN_TAGS.length, AT_ONCE, (tag) => cassandra.writeAll(tagStatements(tag, network)))
  for (const documents of bulks(network)) await search.indexAll(documents)
}

const personStatements = (user: number, { directory, graph }: SocialNetwork): readonly Statement[] => [
  [CQL.newUser, userParameters(user, directory)],
  [CQL.domain, [DOMAIN, user]],
  [CQL.addToCounter, [HISTORY, user, 'status']],
  [CQL.addToCounter, [graph.friends(user).length, user, 'friends']],
  [CQL.addToCounter, [graph.followersCount(user), user, 'followers']],
]

// Each of one partition, but for the statuses.
const personBatches = (user: number, { graph, seeded }: SocialNetwork): readonly (readonly Statement[])[] => {
  const slots = Array.from({ length: HISTORY }, (_, slot) => slot)
  const own = slots.map((slot) => seeded.post(user, slot))
  const home = slots.map((slot) => seeded.post(graph.pick(user, mix(user, slot) % graph.picks), slot))
  const statuses = own.map((post): Statement => [CQL.newStatus, statusParameters(post)])
  return [
    ...slicesOf(statuses, STATUSES_IN_BATCH),
    onLine('userline', String(user), own),
    onLine('timeline', String(user), home),
    graph.friends(user).map((friend) => [CQL.newFriend, [user, friend]]),
    ...slicesOf(
      graph.followers(user).map((follower): Statement => [CQL.newFollower, [user, follower]]),
      FOLLOWERS_IN_BATCH,
    ),
  ]
}

const FOLLOWERS_IN_BATCH = 200

const groupStatements = (group: number, { graph, groups }: SocialNetwork): readonly Statement[] => {
  const members = seededMembers(group, graph.population)
  const { name, description, isPublic } = groups.facts(group)
  return [
    [CQL.newGroup, [group, name, description, isPublic, members[0] ?? null]],
    ...members.flatMap((user): readonly Statement[] => [
      [CQL.newGroupMember, [group, user]],
      [CQL.newUserGroup, [user, group]],
    ]),
  ]
}

const tagStatements = (tag: number, { seeded }: SocialNetwork): readonly Statement[] => {
  const posts = Array.from({ length: HISTORY }, (_, slot) => {
    const author = seeded.authorOfTag(tag, slot)
    return author === undefined ? [] : [seeded.post(author, slot)]
  }).flat()
  return [
    ...onLine('tagline', tagKey(DOMAIN, KNOWN_TAGS[tag] ?? ''), posts),
    ...onLine('trends', DOMAIN, posts.slice(0, 4)),
  ]
}

const onLine = (table: LineTable, key: string, posts: readonly Post[]): readonly Statement[] =>
  posts.map(({ id }) => [lineInsert(table), [key, id]])

const bulks = function* (network: SocialNetwork): Generator<readonly Document[]> {
  let bulk: Document[] = []
  for (const document of documentsOf(network)) {
    bulk.push(document)
    if (bulk.length < DOCUMENTS_IN_BULK) continue
    yield bulk
    bulk = []
  }
  if (bulk.length > 0) yield bulk
}

const documentsOf = function* ({ directory, graph, groups, seeded }: SocialNetwork): Generator<Document> {
  for (let user = 0; user < graph.population; user++) {
    const username = directory.username(user)
    yield userDocument(user, DOMAIN, [username, directory.firstName(user), directory.lastName(user)])
    for (let slot = 0; slot < HISTORY; slot++) yield statusDocument(seeded.post(user, slot), DOMAIN, username)
  }
  for (let group = 0; group < seededGroups(graph.population); group++)
    yield groupDocument(group, DOMAIN, groups.facts(group).name)
}

const slicesOf = <T>(list: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size))
