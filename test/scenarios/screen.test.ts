import { describe, expect, it } from 'vitest'
import { Screen, searchWord } from '../../src/scenarios/screen.js'
import type { SeenStatus } from '../../src/scenarios/statuses.js'

const status = (id: string, over: Partial<SeenStatus> = {}): SeenStatus => ({
  ...{ statusId: id, timelineId: id, username: 'bob', content: `Market ${id}`, statusPrivate: false, groupId: null },
  ...over,
})
const newScreen = () => new Screen({ login: 'Alice@bank.example', password: '' }, false)

describe('Screen', () => {
  it('knows the person by the name before the @, in lower case', () => expect(newScreen().me).toBe('alice'))

  it('remembers the two ends of a page, somebody else, and a word', () => {
    const screen = newScreen()
    screen.showPage([status('3', { username: 'alice' }), status('2'), status('1', { content: 'Kitchen open' })])
    expect(screen).toMatchObject({ newestId: '3', oldestId: '1', author: 'bob', word: 'kitchen' })
  })

  it('puts newer statuses on top and keeps the end', () => {
    const screen = newScreen()
    screen.showPage([status('1')])
    screen.showNewer([status('3'), status('2')])
    screen.showNewer([])
    expect(screen).toMatchObject({ newestId: '3', oldestId: '1' })
  })

  it('has an end from the first poll on that brings something', () => {
    const screen = newScreen()
    screen.showPage([])
    expect(screen).toMatchObject({ newestId: undefined, oldestId: undefined })
    screen.showNewer([status('3'), status('2')])
    expect(screen).toMatchObject({ newestId: '3', oldestId: '2' })
  })

  it.each([
    [[], undefined],
    [[status('1')], undefined],
    [[status('2'), status('1')], '1'],
  ])('after scrolling to %j has %s further down', (older, expected) => {
    const screen = newScreen()
    screen.showPage([status('9'), status('8')])
    screen.showOlder(older)
    expect(screen.oldestId).toBe(expected)
  })

  it.each<[string, SeenStatus, boolean]>([
    ['the person’s own post', status('4', { username: 'alice', content: 'hello' }), true],
    ['the same words by somebody else', status('4', { content: 'hello' }), false],
    ['another post', status('4', { username: 'alice', content: 'hello!' }), false],
  ])('is no longer waiting for a post when it shows %s: %3$s', (_, shown, isThere) => {
    const screen = newScreen()
    screen.awaited = 'hello'
    screen.showNewer([shown])
    expect(screen.awaited === undefined).toBe(isThere)
  })

  it('takes no word from a post that not everybody finds', () => {
    const screen = newScreen()
    screen.showPage([
      status('3'),
      status('2', { content: 'secret plans', statusPrivate: true }),
      status('1', { content: 'team matters', groupId: 'g' }),
      status('0', { content: null }),
    ])
    expect(screen.word).toBe('market')
  })

  it('keeps the phase of its ticks', () => {
    const screen = newScreen()
    expect(screen.tickUs).toBe(Number.POSITIVE_INFINITY)
    screen.startPolling(7e6, 20e6)
    expect(screen.tickUs).toBe(27e6)
    screen.passTick()
    expect(screen.tickUs).toBe(47e6)
    screen.stopPolling()
    expect(screen).toMatchObject({ tickUs: Number.POSITIVE_INFINITY, isPolling: false })
  })
})

describe('searchWord', () => {
  it.each([
    ['Budget meeting', 'budget'],
    ['@alice they will discuss #sport in Paris', 'discuss'],
    ['a bc def', undefined],
    ['unbelievablylongword short', 'short'],
    ['été2024 naïve café plans', 'plans'],
    ['', undefined],
  ])('%j: %s', (text, expected) => expect(searchWord(text)).toBe(expected))
})
