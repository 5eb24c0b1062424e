import { EQUALS, QUOTE } from './server-timing-scan.js'

const DOT = 46
const ZERO = 48
/** `n` */
const LETTER_N = 110

/** What a sample holds. */
export const MOST_OPERATIONS = 65_534

/** The number behind `n=`, quoted or not, and nothing after it; -1 when there is none. */
export const operationsIn = (text: string, start: number, end: number): number => {
  const isQuoted = text.charCodeAt(start) === QUOTE
  if (isQuoted && text.charCodeAt(end - 1) !== QUOTE) return -1
  const from = isQuoted ? start + 1 : start
  const to = isQuoted ? end - 1 : end
  if (to - from < 3 || text.charCodeAt(from) !== LETTER_N || text.charCodeAt(from + 1) !== EQUALS) return -1
  let count = 0
  for (let at = from + 2; at < to; at++) {
    const digit = text.charCodeAt(at) - ZERO
    if (digit < 0 || digit > 9) return -1
    count = Math.min(count * 10 + digit, MOST_OPERATIONS)
  }
  return count
}

/** The number in a token or a quoted string; NaN when there is none. */
export const milliseconds = (text: string, start: number, end: number): number => {
  const from = text.charCodeAt(start) === QUOTE ? start + 1 : start
  let value = 0
  let scale = 0
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at)
    const digit = code - ZERO
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit
      scale *= 10
    } else if (code === DOT && scale === 0 && at > from) scale = 1
    else return code === QUOTE && at > from ? value / (scale || 1) : oddMilliseconds(text.slice(from, end))
    // More digits than a double holds: not what our own servers send.
    if (value > 1e15) return oddMilliseconds(text.slice(from, end))
  }
  return end > from ? value / (scale || 1) : Number.NaN
}

// Signs, exponents and trailing junk, by HTML's rules for floating-point numbers, which the grammar refers to.
const oddMilliseconds = (text: string): number => {
  const ms = Number.parseFloat(text)
  return Number.isFinite(ms) ? ms : Number.NaN
}
