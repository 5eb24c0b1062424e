import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTrueAt, statusesOf, statusOf, textsOf } from '../../src/scenarios/statuses.js'

const status = { statusId: 'a', timelineId: 'b', username: 'u', content: 'c', statusPrivate: false, groupId: null }
const buffer = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))

describe('statusesOf', () => {
  it.each<[string, Buffer, unknown]>([
    ['an empty list', Buffer.from('[]'), []],
    ['an empty list with spaces', Buffer.from(' [ ] '), []],
    ['statuses', buffer([status, status]), [status, status]],
    ['a mention without content', buffer([{ ...status, content: null }]), [{ ...status, content: null }]],
    ['a list with something else in it', buffer([status, { ...status, timelineId: 7 }]), undefined],
    ['an object', buffer({}), undefined],
    ['nothing', Buffer.alloc(0), undefined],
    ['half a list', Buffer.from('[{"statusId":"a"'), undefined],
  ])('reads %s', (_, body, expected) => expect(statusesOf(body)).toEqual(expected))
})

describe('statusOf', () => {
  it('reads a status', () => expect(statusOf(buffer(status))).toEqual(status))
  it.each([[{ ...status, username: undefined }], [null], [[status]]])('refuses %j', (value) =>
    expect(statusOf(buffer(value))).toBeUndefined(),
  )
})

describe('textsOf', () => {
  it('reads the texts under a key', () =>
    expect(textsOf(buffer([{ name: 'x' }, { name: 'y' }]), 'name')).toEqual(['x', 'y']))
  it.each([[[{ name: 1 }]], [{ name: 'x' }], [['x']], ['x']])('refuses %j', (value) =>
    expect(textsOf(buffer(value), 'name')).toBeUndefined(),
  )
})

describe('isTrueAt', () => {
  it.each([
    [{ friend: true }, true],
    [{ friend: 'true' }, false],
    [{}, false],
    [[true], false],
  ])('%j: %s', (value, expected) => expect(isTrueAt(buffer(value), 'friend')).toBe(expected))
})

describe('readers of answers', () => {
  const text = fc.oneof(fc.json(), fc.string())
  it('never throw, whatever the bytes', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)),
      text.map((one) => Buffer.from(one)),
    )
    fc.assert(
      fc.property(bytes, (body) => {
        for (const read of [
          statusesOf,
          statusOf,
          (one: Buffer) => textsOf(one, 'name'),
          (one: Buffer) => isTrueAt(one, 'x'),
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
        expect(statusesOf(buffer(list))).toEqual(list)
      }),
      { numRuns: 100 },
    )
  })
})
