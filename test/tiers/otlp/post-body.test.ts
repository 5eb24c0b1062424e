import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { PostBodies } from '../../../src/tiers/otlp/post-body.js'

const body = async function* (...chunks: readonly (string | Uint8Array | Promise<void>)[]) {
  for (const chunk of chunks) {
    if (chunk instanceof Promise) await chunk
    else yield Buffer.from(chunk)
  }
}

test('a body is whole, whatever it came in', async () => {
  const bodies = new PostBodies(10, 10)
  expect(await bodies.read(body('ab', 'cde'), false)).toEqual(Buffer.from('abcde'))
  expect(await bodies.read(body(), false)).toEqual(Buffer.from(''))
})

test('a body may be as large as it may be, and no larger, also inflated', async () => {
  const bodies = new PostBodies(100, 1_000)
  const [whole, larger] = ['x'.repeat(100), 'x'.repeat(101)]
  expect(await bodies.read(body(whole), false)).toEqual(Buffer.from(whole))
  expect(await bodies.read(body(larger), false)).toBe(413)
  expect(await bodies.read(body(gzipSync(whole)), true)).toEqual(Buffer.from(whole))
  expect(await bodies.read(body(gzipSync(larger)), true)).toBe(413)
})

test.each([
  ['something else than gzip', Buffer.from('xyz')],
  ['nothing', Buffer.from('')],
  ['half of it', gzipSync('xyz').subarray(0, 15)],
])('%s in place of gzip is no body', async (_, bytes) => {
  expect(await new PostBodies(100, 100).read(body(bytes), true)).toBe(400)
})

test('all that are being sent at a time are no larger than may be, and what is over makes room', async () => {
  const bodies = new PostBodies(80, 100)
  let finish = () => {}
  const rest = new Promise<void>((resolve) => {
    finish = resolve
  })
  const slow = bodies.read(body('x'.repeat(60), rest), false)
  expect(await bodies.read(body('y'.repeat(60)), false)).toBe(503)
  expect(await bodies.read(body('z'.repeat(40)), false)).toEqual(Buffer.from('z'.repeat(40)))
  finish()
  await slow
  expect(await bodies.read(body('y'.repeat(60)), false)).toEqual(Buffer.from('y'.repeat(60)))
})

test('a sender that goes away makes room', async () => {
  const bodies = new PostBodies(80, 100)
  const gone = bodies.read(body('x'.repeat(60), Promise.reject(new Error('gone'))), false)
  await expect(gone).rejects.toThrow('gone')
  expect(await bodies.read(body('y'.repeat(70)), false)).toHaveLength(70)
})
