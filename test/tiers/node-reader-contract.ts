import type { IncomingHttpHeaders } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { type NodeReader, SourceGone } from '../../src/tiers/node-reader.js'
import { type Answer, answeringServer } from './answering-server.js'
import { expectSound } from './sound-readings.js'

/** A reader of a server at a URL, and what such a server answers. */
export interface ReaderUnderTest {
  readonly make: (url: string) => NodeReader
  readonly answers: (path: string, headers: IncomingHttpHeaders, body: string) => Answer | undefined
}

/** What every reader of a node does, whatever it reads. */
export const runNodeReaderContract = (name: string, { make, answers }: ReaderUnderTest): void => {
  const readerOf = async (answerOf: ReaderUnderTest['answers']) => {
    const server = await answeringServer(answerOf)
    const reader = make(server.url)
    onTestFinished(() => reader.close())
    return { reader, ...server }
  }

  test(`${name}: is called by host and port`, async () => {
    const { reader, host } = await readerOf(answers)
    expect(reader.node).toBe(host)
  })

  test(`${name}: says its server's version and what it gives`, async () => {
    const { reader } = await readerOf(answers)
    const { version, gives, lacks } = await reader.check()
    expect(version).not.toBe('')
    expect(gives.length).toBeGreaterThan(0)
    for (const text of [...gives, ...lacks.map(({ what }) => what)]) expect(text).not.toMatch(/\.$/)
  })

  test(`${name}: reads the same of a server that does nothing, with one request each time`, async () => {
    const { reader, asked } = await readerOf(answers)
    await reader.check()
    const first = await reader.read()
    expectSound(first)
    const before = asked.length
    expect({ ...(await reader.read()), clock: undefined }).toEqual({ ...first, clock: undefined })
    expect(asked.length).toBe(before + 1)
  })

  test(`${name}: reads without having been checked`, async () => {
    const { reader } = await readerOf(answers)
    expect((await reader.read()).operations.length).toBeGreaterThan(0)
  })

  test(`${name}: tells a server that is gone from one that answers`, async () => {
    const reader = make('http://127.0.0.1:1')
    onTestFinished(() => reader.close())
    await expect(reader.read()).rejects.toBeInstanceOf(SourceGone)
    await expect(reader.check()).rejects.toThrow(/^127\.0\.0\.1:1 does not answer/)
  })

  test.each([
    ['a page', '<html>It works.</html>'],
    ['nothing', ''],
    ['other JSON', '{"a": [1, {"b": null}]}'],
    ['an error', { status: 500, body: 'secret' }],
    ['a redirect', { status: 302, headers: { location: '/login' } }],
    ['a question for who asks', { status: 401 }],
  ] satisfies readonly (readonly [string, Answer])[])(
    `${name}: refuses to read %s, in a sentence`,
    async (_, answer) => {
      const { reader, host } = await readerOf(() => answer)
      const error = await reader.read().catch((error: unknown) => error)
      expect(error).toBeInstanceOf(Error)
      expect(error).not.toBeInstanceOf(SourceGone)
      expect(String(error)).toMatch(new RegExp(`^Error: ${host}.* .*[^.]$`))
      expect(String(error)).not.toMatch(/secret|html/)
    },
  )
}
