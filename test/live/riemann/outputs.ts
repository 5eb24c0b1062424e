import { onTestFinished } from 'vitest'
import type { RiemannAddress } from '../../../src/live/riemann/connection.js'
import { RiemannOutput, type RiemannOutputOptions } from '../../../src/live/riemann/riemann-output.js'
import type { RiemannEvent } from '../../../src/live/riemann/wire.js'

const QUICK = { firstMs: 5, mostMs: 20 }

export const events = (count: number, service = 'rate'): RiemannEvent[] =>
  Array.from({ length: count }, (_, i) => ({
    host: 'load',
    service,
    state: 'ok',
    tags: [],
    ttlS: 5,
    timeS: 1_795_865_000 + i,
    metric: i,
  }))

export const outputTo = (port: number, options: Partial<RiemannOutputOptions & RiemannAddress> = {}) => {
  const problems: string[] = []
  const { tls, ...others } = options
  const output = new RiemannOutput({
    address: { host: '127.0.0.1', port, ...(tls && { tls }) },
    backOff: QUICK,
    onProblem: (sentence) => problems.push(sentence),
    ...others,
  })
  onTestFinished(() => output.close(0))
  return { output, problems }
}
