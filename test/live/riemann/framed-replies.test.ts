import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FramedReplies } from '../../../src/live/riemann/framed-replies.js'
import { LENGTH_BYTES } from '../../../src/live/riemann/wire.js'
import { framed } from './riemann-server.js'

test('replies are cut out of whatever pieces they come in', () => {
  const frames = [{ ok: true }, { ok: false, error: 'x'.repeat(300) }, { ok: true }].map(framed)
  const bytes = Buffer.concat(frames)
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length)), (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length]
      const replies = new FramedReplies()
      const bodies = places.slice(1).flatMap((end, i) => replies.push(bytes.subarray(places[i], end)))
      expect(bodies.map((body) => Buffer.from(body))).toEqual(frames.map((frame) => frame.subarray(LENGTH_BYTES)))
    }),
  )
})

test('a reply is never longer than any that is waited for', () => {
  const replies = new FramedReplies()
  expect(() => replies.push(Buffer.from('HTTP/1.1 400 Bad Request'))).toThrow('something else than a reply of Riemann')
})
