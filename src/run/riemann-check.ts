import { setTimeout as wait } from 'node:timers/promises'
import { pluralText } from '../base/quantity-text.js'
import { RiemannOutput } from '../live/riemann/riemann-output.js'
import type { RiemannProfile } from '../profile/riemann-profile.js'
import { IndexSubscription } from '../tiers/riemann/index-subscription.js'
import { indexAddressOf, outputAddressOf } from './riemann-access.js'

/** What came of asking one side of a Riemann server. */
export interface RiemannCheck {
  /** Host and port. */
  readonly server: string
  readonly side: 'events' | 'index'
  readonly isGood: boolean
  /** What it does, or why it does not. */
  readonly text: string
}

/** Asks both sides that a profile names; neither leaves anything behind in Riemann. */
export const checkRiemann = async (riemann: RiemannProfile | undefined): Promise<readonly RiemannCheck[]> => {
  if (!riemann) return []
  const checks = await Promise.all([checkOutput(riemann), checkIndex(riemann)])
  return checks.filter((check) => check !== undefined)
}

const checkOutput = async (riemann: RiemannProfile): Promise<RiemannCheck | undefined> => {
  const address = outputAddressOf(riemann)
  if (!address) return undefined
  const common = { server: `${address.host}:${address.port}`, side: 'events' } as const
  try {
    await new RiemannOutput({ address }).check()
    return { ...common, isGood: true, text: `answers as Riemann does${address.tls ? ', over TLS' : ''}` }
  } catch (error) {
    return { ...common, isGood: false, text: error instanceof Error ? error.message : String(error) }
  }
}

/** Riemann tells what it holds at once, and closes at once when it cannot read the query. */
const LISTEN_MS = 500

const checkIndex = async (riemann: RiemannProfile): Promise<RiemannCheck | undefined> => {
  const address = indexAddressOf(riemann)
  if (!address) return undefined
  const notices: string[] = []
  const subscription = new IndexSubscription({
    ...address,
    onlyChanges: false,
    wallMs: Date.now,
    onEvent: () => undefined,
    onNotice: (sentence) => notices.push(sentence),
  })
  if (await subscription.start()) await wait(LISTEN_MS)
  const { losses, malformed, ...heard } = subscription.counts
  await subscription.close()
  const common = { server: new URL(address.url).host, side: 'index' } as const
  if (losses > 0)
    return { ...common, isGood: false, text: notices[0]?.replace(/, so what it says.*$/, '') ?? 'is lost' }
  if (malformed > 0) return { ...common, isGood: false, text: 'sends messages that are no events of an index' }
  const held = heard.told + heard.passedOver + heard.tooMany
  const text =
    held === 0 ? 'holds nothing that the query means' : `holds ${pluralText(held, 'event')} that the query means`
  return { ...common, isGood: true, text: `${text} now, and will tell what changes` }
}
