import { expect, test } from 'vitest'
import { NginxFold } from '../../src/metrics/nginx-fold.js'
import { SecondBook } from '../../src/metrics/second-book.js'
import { requestSample } from './request-samples.js'

const at = (second: number) => ({ intendedUs: second * 1_000_000 + 5, sentUs: second * 1_000_000 + 9 })

test('tells of the whole seconds of a span what was written and what nginx said meanwhile', () => {
  const book = new SecondBook()
  for (const second of [0, 1, 2, 3]) {
    book.record(requestSample({ ...at(second), endUs: second * 1_000_000 + 509 }))
    book.recordNginxTime(second, 4_000)
    book.recordLook(second, [second, 700])
  }
  book.recordNginxTime(2, 2_000)
  book.recordLook(2, [9, 800])
  const fold = new NginxFold()
  for (const record of book.flush()) fold.add(record)
  expect(fold.over(500_000, 3_200_000)).toEqual({
    looks: [
      [1, 700],
      [2, 700],
      [9, 800],
    ],
    seconds: [
      { written: 1, waitedUs: 4, requests: 1, totalMs: 4, totalSquareMs: 16 },
      { written: 1, waitedUs: 4, requests: 2, totalMs: 6, totalSquareMs: 20 },
    ],
    unanswered: 0,
  })
})

test('what was never written is no request of nginx, and what got no answer is told apart', () => {
  const book = new SecondBook()
  const refused = requestSample({ ...at(1), sentUs: -1, outcome: 'connect' })
  const lost = (['timeout', 'reset', 'in-flight'] as const).map((outcome) => requestSample({ ...at(1), outcome }))
  const wrong = requestSample({ ...at(1), outcome: 'status' })
  const dropped = requestSample({ ...at(1), sentUs: -1, outcome: 'dropped' })
  for (const sample of [refused, ...lost, wrong, dropped]) book.record(sample)
  const fold = new NginxFold()
  for (const record of book.flush()) fold.add(record)
  const { seconds, unanswered } = fold.over(1_000_000, 2_000_000)
  expect(seconds[0]?.written).toBe(4)
  expect(unanswered).toBe(3)
})
