import { expect } from 'vitest'
import { SIGNALS } from '../../src/metrics/node-span.js'
import type { NodeReading } from '../../src/tiers/node-reader.js'

/** What every reading is, however odd the answer was. */
export const expectSound = ({ operations, signals }: Pick<NodeReading, 'operations' | 'signals'>): void => {
  for (const { name, count, totalUs = 0, decayed = {} } of operations) {
    expect(name).toMatch(/^[^\p{C}]{1,401}$/u)
    for (const number of [count, totalUs, ...Object.values(decayed)]) expectCount(number)
  }
  expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length)
  for (const { name, of = '', value } of signals) {
    expect(Object.hasOwn(SIGNALS, name)).toBe(true)
    expect(of.length).toBeLessThanOrEqual(200)
    expectCount(value)
  }
  expect(new Set(signals.map(({ name, of }) => `${name} ${of}`)).size).toBe(signals.length)
}

const expectCount = (number: number): void => {
  expect(Number.isSafeInteger(number)).toBe(true)
  expect(number).toBeGreaterThanOrEqual(0)
}
