import { describe, expect, it } from 'vitest'
import { operationsOf, sureOperationsOf, writesOf } from '../../src/scenarios/store-operations.js'
import { eventDay } from '../preflight/event-days.js'

const { behaviour } = eventDay()
const posting = (mix: Partial<typeof behaviour.postMix>) => ({
  ...behaviour,
  postMix: { reply: 0, tag: 0, mention: 0, private: 0, ...mix },
})

describe('operationsOf', () => {
  it.each([
    ['timeline/poll', 1, 0],
    ['search/results', 0, 1],
    ['login/asset', 0, 0],
    ['browse/follow', 7, 0],
  ])('%s asks Cassandra %d times and Elasticsearch %d times', (step, cassandra, elasticsearch) =>
    expect(operationsOf(step, behaviour, 50)).toEqual({ cassandra, elasticsearch }),
  )

  it.each([
    ['open', {}, 56, 1],
    ['a reply', { reply: 1 }, 58, 1],
    ['tagged', { tag: 1 }, 60, 1],
    ['mentioning somebody', { mention: 1 }, 58, 1],
    ['private, to one person', { mention: 1, private: 1 }, 4, 0],
    ['private every second time', { private: 0.5 }, 29, 0.5],
  ])('of posts that are %s to 50 followers, Cassandra does %d', (_, mix, cassandra, elasticsearch) =>
    expect(operationsOf('post/create', posting(mix), 50)).toEqual({ cassandra, elasticsearch }),
  )

  it.each([
    ['open', {}, 56],
    ['a reply, which reads one status', { reply: 1 }, 57],
    ['private, to one person', { mention: 1, private: 1 }, 4],
  ])('of posts that are %s to 50 followers, %d write', (_, mix, writes) =>
    expect(writesOf('post/create', posting(mix as object), 50)).toBe(writes),
  )

  it('tells what writes of any other step', () => {
    const writes = (step: string) => writesOf(step, behaviour, 50)
    expect([writes('timeline/poll'), writes('browse/favourite'), writes('browse/follow')]).toEqual([0, 1, 6])
  })

  it('is sure of what no cache and no follower changes', () => {
    expect(sureOperationsOf('post/create', posting({}))).toEqual({ cassandra: 6, elasticsearch: 0 })
    expect(sureOperationsOf('search/results', behaviour)).toEqual({ cassandra: 0, elasticsearch: 1 })
    expect(sureOperationsOf('post/open-editor', behaviour)).toEqual({ cassandra: 0, elasticsearch: 0 })
    expect(sureOperationsOf('survey/answer', behaviour)).toEqual({ cassandra: 0, elasticsearch: 0 })
  })

  it('does not know what a step of the user costs', () =>
    expect(operationsOf('survey/answer', behaviour, 50)).toBeUndefined())
})
