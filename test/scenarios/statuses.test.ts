import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTrueAt, statusesOf, statusOf, textsOf } from '../../src/scenarios/statuses.js'

const status = { statusId: 'a', timelineId: 'b', username: 'u', content: 'c', statusPrivate: false, groupId: null }
const text = (value: unknown): string => JSON.stringify(value)

describe('statusesOf', () => {
  it.each<[string, string, unknown]>([
    ['an empty list', '[]', []],
    ['an empty list with spaces', ' [ ] ', []],
    ['statuses', text([status, status]), [status, status]],
    ['a mention without content', text([{ ...status, content: null }]), [{ ...status, content: null }]],
    ['a list with something else in it', text([status, { ...status, timelineId: 7 }]), undefined],
    ['an object', text({}), undefined],
    ['nothing', '', undefined],
    ['half a list', '[{"statusId":"a"', undefined],
  ])('reads %s', (_, body, expected) => expect(statusesOf(body)).toEqual(expected))
})

describe('statusOf', () => {
  it('reads a status', () => expect(statusOf(text(status))).toEqual(status))
  it.each([[{ ...status, username: undefined }], [null], [[status]]])('refuses %j', (value) =>
    expect(statusOf(text(value))).toBeUndefined(),
  )
})

describe('textsOf', () => {
  it('reads the texts under a key', () =>
    expect(textsOf(text([{ name: 'x' }, { name: 'y' }]), 'name')).toEqual(['x', 'y']))
  it.each([[[{ name: 1 }]], [{ name: 'x' }], [['x']], ['x']])('refuses %j', (value) =>
    expect(textsOf(text(value), 'name')).toBeUndefined(),
  )
})

describe('isTrueAt', () => {
  it.each([
    [{ friend: true }, true],
    [{ friend: 'true' }, false],
    [{}, false],
    [[true], false],
  ])('%j: %s', (value, expected) => expect(isTrueAt(text(value), 'friend')).toBe(expected))
})

describe('readers of answers', () => {
  it('never throw, whatever the bytes', () => {
    const anyText = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array).toString()),
      fc.json(),
      fc.string(),
    )
    fc.assert(
      fc.property(anyText, (body) => {
        for (const read of [
          statusesOf,
          statusOf,
          (one: string) => textsOf(one, 'name'),
          (one: string) => isTrueAt(one, 'x'),
        ])
          expect(() => read(body)).not.toThrow()
      }),
      { numRuns: 300 },
    )
  })

  it('find again what was written', () => {
    const one = fc.record({
      statusId: fc.string(),
      timelineId: fc.string(),
      username: fc.string(),
      content: fc.option(fc.string(), { nil: null }),
      statusPrivate: fc.boolean(),
      groupId: fc.option(fc.string(), { nil: null }),
    })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 5 }), (list) => {
        expect(statusesOf(text(list))).toEqual(list)
      }),
      { numRuns: 100 },
    )
  })
})
