import type { Calibration, Round } from '../../src/preflight/calibration.js'

/** 10,000 requests a second on two cores, of which client and nginx took 0.5. */
export const round = (change: Partial<Round> = {}): Round => ({
  perSec: 10_000,
  clientCpuUs: 30,
  nginxCpuUs: 20,
  failed: 0,
  coreShares: [0.3, 0.2],
  stealShare: 0,
  ...change,
})

/** Three rounds each on a quiet machine of two cores. */
export const calibration = (change: Partial<Calibration> = {}): Calibration => ({
  at: '2026-11-25T14:09:37.519Z',
  tool: '0.1.0',
  node: 'v20.20.2',
  machine: { cpu: 'Some CPU', cores: 2 },
  processes: 2,
  connections: 50,
  roundSec: 10,
  engine: [9_800, 10_000, 10_100].map((perSec) => round({ perSec })),
  witness: [6_000, 5_900, 6_100].map((perSec) => round({ perSec, coreShares: [0.2, 0.1] })),
  ...change,
})
