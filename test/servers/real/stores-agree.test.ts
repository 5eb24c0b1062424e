import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Rehearsal } from '../../../src/rehearsal/rehearsal.js'
import { fetchStores } from '../../../src/rehearsal/stores/fetch-stores.js'
import { openSearch } from '../../../src/rehearsal/stores/search-client.js'
import { nodeReadersOf } from '../../../src/tiers/index.js'
import type { NodeReader } from '../../../src/tiers/node-reader.js'
import { until } from '../../rehearsal/leftovers.js'
import { type Answer, loggedIn, type PersonClient, timingOf } from '../../rehearsal/person-client.js'
import { StacksUnderTest } from '../../rehearsal/stack-under-test.js'
import { type Counted, countedBy, gainOf } from './node-counts.js'

describe('real stores behind the rehearsal', () => {
  const stacks = new StacksUnderTest()
  let stack: Rehearsal
  let readers: readonly NodeReader[] = []
  let people: PersonClient[] = []
  beforeAll(async () => {
    await fetchStores(() => undefined)
    stack = await stacks.start({ plain: true, stores: 'real' })
    const nodes = stack.storeNodes ?? { cassandraJolokia: [], cassandraCql: [], elasticsearch: [] }
    readers = nodeReadersOf({ ...nodes, cassandraCql: [] })
    const [front] = stack.fronts
    people = await Promise.all(
      Array.from({ length: 8 }, (_, i) => loggedIn(`http://${front?.address}:${front?.port}`, `user${i}`)),
    )
  })
  afterAll(async () => {
    for (const reader of readers) await reader.close()
    await stacks.end()
  })

  /** What people were told while they worked, and what the servers counted meanwhile. */
  const both = async (work: (person: PersonClient, number: number) => Promise<readonly Answer[]>) => {
    const before = await countedBy(readers)
    const answers = (await Promise.all(people.map(work))).flat()
    const told = answers.map(timingOf)
    const counted = gainOf(before, await countedBy(readers))
    const sum = (tier: string) => told.reduce((all, timing) => all + (timing[tier]?.n ?? 0), 0)
    return { answers, told, counted, cassandra: sum('cassandra'), elasticsearch: sum('elasticsearch') }
  }

  it('count at Cassandra the operations that Server-Timing tells, within 1 %, whatever people do', async () => {
    const { answers, counted, cassandra } = await both(async (person, number) => [
      await person.ask('/tatami/rest/statuses/home_timeline'),
      await person.post(`agreed by ${number} #budget`),
      await person.ask(`/tatami/rest/statuses/user${number + 20}/timeline`),
      await person.ask(`/tatami/rest/users/user${number + 40}`),
      await person.sendJson('PATCH', `/tatami/rest/users/user${number + 60}`, { friendShip: true, friend: true }),
      await person.ask('/tatami/rest/users/suggestions'),
      await person.ask('/tatami/rest/tags?popular=true'),
    ])
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(cassandra).toBeGreaterThan(1_000)
    expect(Math.abs(operationsOf(counted) - cassandra) / cassandra).toBeLessThan(0.01)
  })

  it('count at Elasticsearch the searches that Server-Timing tells', async () => {
    const { counted, elasticsearch } = await both(async (person) => [
      await person.ask('/tatami/rest/search/status?q=budget'),
      await person.ask('/tatami/rest/search/status?q=meeting'),
    ])
    expect(elasticsearch).toBe(16)
    // One index of one shard: each search is one query there.
    expect(counted.get('search.query')?.count).toBe(16)
  })

  it('index every post, after its answer', async () => {
    const before = await countedBy(readers)
    const answers = await Promise.all(people.map((person, number) => person.post(`indexed by ${number}`)))
    expect(answers.map(({ status }) => status)).toEqual(people.map(() => 200))
    const indexed = async () => gainOf(before, await countedBy(readers)).get('index')?.count
    await until('as many documents as posts', async () => (await indexed()) === people.length, 10_000)
  })

  it('hold what was written: a follower reads it, and a search finds it', async () => {
    const [author, reader] = people
    if (!author || !reader) throw new Error('nobody is logged in')
    await reader.sendJson('PATCH', '/tatami/rest/users/user0', { friendShip: true, friend: true })
    await author.post('the zeppelin lands at noon')
    const line = await reader.ask('/tatami/rest/statuses/home_timeline')
    expect(JSON.parse(line.text)[0]).toMatchObject({ content: 'the zeppelin lands at noon', username: 'user0' })
    const isFound = async () =>
      (await reader.ask('/tatami/rest/search/status?q=zeppelin')).text.includes('lands at noon')
    await until('the post in the index', isFound, 10_000)
  })

  it('refuse a bulk of which a single document cannot be indexed', async () => {
    const search = openSearch(stack.storeNodes?.elasticsearch[0] ?? '')
    const source = { domain: 'bank.example', username: 'user0', content: 'c' }
    const documents = [1, 'noon'].map(
      (at, i) => ({ index: 'status', id: `bulk-${i}`, source: { ...source, at } }) as const,
    )
    const refused = search.indexAll(documents).finally(() => search.close())
    await expect(refused).rejects.toThrow(/does not index every document: .*failed to parse/)
  })

  it('take no longer at Cassandra than Server-Timing tells', async () => {
    const { told, counted } = await both(async (person) => {
      const answers: Answer[] = []
      for (let i = 0; i < 60; i++) answers.push(await person.ask('/tatami/rest/tags/budget'))
      return answers
    })
    const single = told
      .flatMap(({ cassandra }) => (cassandra?.n === 1 ? [cassandra.ms * 1_000] : []))
      .sort((a, b) => a - b)
    expect(single.length).toBe(480)
    const toldUs = single[240] ?? 0
    const { lowUs, highUs } = medianBucket(counted)
    // Between both clocks stand the driver, a socket and the wait for a core: what is told holds what is counted, and is more.
    expect(highUs - lowUs).toBeLessThanOrEqual(lowUs * 0.25 + 1)
    expect(toldUs).toBeGreaterThan(lowUs)
  })
})

const operationsOf = (counted: ReadonlyMap<string, Counted>): number =>
  [...counted].reduce((sum, [name, { count }]) => sum + (/^(read|write|range)/.test(name) ? count : 0), 0)

const medianBucket = (counted: ReadonlyMap<string, Counted>): { lowUs: number; highUs: number } => {
  const { count = 0, counts = [], upToUs = [] } = counted.get('read') ?? {}
  let below = 0
  const at = counts.findIndex((one) => {
    below += one
    return below >= count / 2
  })
  return { lowUs: upToUs[at - 1] ?? 0, highUs: upToUs[at] ?? Number.POSITIVE_INFINITY }
}
