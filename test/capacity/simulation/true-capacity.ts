import { type Scene, type Seen, simulate } from './simulate.js'

/** An SLO that a simulated platform is held to. */
export interface SimulatedSlo {
  readonly kind: string
  readonly share: number
  readonly belowSec: number
}

/** The most users whose answers meet an SLO, within a resolution: doubled until it breaks, then halved. */
export const trueCapacity = (
  scene: Omit<Scene, 'users'>,
  slo: SimulatedSlo,
  startUsers: number,
  resolution = 0.02,
): number => {
  const holds = (users: number): boolean => meets(simulate({ ...scene, users }), slo)
  let low = 0
  let high = startUsers
  while (holds(high)) [low, high] = [high, high * 2]
  while (high - low > resolution * high) {
    const middle = Math.round((low + high) / 2)
    if (holds(middle)) low = middle
    else high = middle
  }
  return low
}

const meets = ({ byKind }: Seen, { kind, share, belowSec }: SimulatedSlo): boolean =>
  (byKind.get(kind)?.quantile(share) ?? Number.POSITIVE_INFINITY) < belowSec
