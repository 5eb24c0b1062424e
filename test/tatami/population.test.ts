import { describe, expect, it } from 'vitest'
import { FIRST_NAMES, KNOWN_TAGS, KNOWN_WORDS, LAST_NAMES } from '../../src/tatami/population.js'

const isPrime = (n: number) => Array.from({ length: n - 2 }, (_, i) => i + 2).every((divisor) => n % divisor !== 0)

describe('the seeded vocabulary', () => {
  it.each([
    ['words', KNOWN_WORDS],
    ['tags', KNOWN_TAGS],
    ['first names', FIRST_NAMES],
    ['last names', LAST_NAMES],
  ])('lists its %s once, without blanks', (_kind, list) => {
    expect(new Set(list).size).toBe(list.length)
    expect(list.every((entry) => /^[A-Za-z]{2,}$/.test(entry))).toBe(true)
  })

  it.each([KNOWN_WORDS, KNOWN_TAGS])('is prime in number, so that every post slot reaches every entry', (...list) =>
    expect(isPrime(list.length)).toBe(true),
  )
})
