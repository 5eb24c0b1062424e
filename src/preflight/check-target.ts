import { PreflightError } from '../base/errors.js'
import type { Front, TlsOptions } from '../http/exchange.js'
import type { AccountBook } from '../profile/account-book.js'
import type { EventProfile, Target } from '../profile/event-profile.js'
import { checkLogin } from './check-login.js'
import { checkLoginPage } from './check-login-page.js'
import { DEFAULT_PATIENCE, type Patience } from './patience.js'
import { TargetClient } from './target-client.js'
import { frontsOf, tlsOf } from './target-fronts.js'

/** What a target showed of itself before the first user. */
export interface TargetFindings {
  readonly fronts: readonly Front[]
  /** Value of the Server header, when there is one. */
  readonly server?: string
  readonly version: '3.1' | 'unknown'
  /** Answers tell the time spent in the tiers behind. */
  readonly serverTiming: boolean
  /** Pages are compressed when the client takes it. */
  readonly gzip: boolean
  /** Things to know that do not keep a run from starting, each a sentence. */
  readonly warnings: readonly string[]
}

/**
 * Looks at every address of a target and logs in with the first and the last account. Throws a PreflightError of one
 * sentence when nothing listens, the certificate is wrong, it is not Tatami 3.1, or a login is refused.
 */
export const checkTarget = async (
  target: Target,
  accounts: AccountBook,
  patience: Patience = DEFAULT_PATIENCE,
  bounds: EventProfile['tls'] = undefined,
): Promise<TargetFindings> => {
  const tls = tlsOf(target, bounds)
  const fronts = await frontsOf(target)
  const [first] = fronts
  if (first === undefined) throw new PreflightError(`${target.urls.join(', ')} has no address`)
  // One after the other: what a person reads first is the first thing wrong.
  const pages = []
  for (const front of fronts) pages.push(await using(front, tls, patience, checkLoginPage))
  let serverTiming = false
  for (const account of tried(accounts))
    serverTiming = (await using(first, tls, patience, (client) => checkLogin(client, account))) || serverTiming
  const server = pages.find((page) => page.server !== undefined)?.server
  return {
    fronts,
    ...(server === undefined ? {} : { server }),
    version: pages.every(({ version }) => version === '3.1') ? '3.1' : 'unknown',
    serverTiming,
    gzip: pages.every(({ gzip }) => gzip),
    warnings: [...pages.flatMap(({ warning }) => warning ?? []), ...(serverTiming ? [] : [NO_SERVER_TIMING])],
  }
}

const NO_SERVER_TIMING =
  'the target sends no Server-Timing: times of jetty, cassandra and elasticsearch stay unknown unless it is instrumented or another source is named'

const tried = (accounts: AccountBook) =>
  [...new Set([0, accounts.count - 1])].filter((index) => index >= 0).map((index) => accounts.at(index))

const using = async <T>(
  front: Front,
  tls: TlsOptions | undefined,
  patience: Patience,
  look: (client: TargetClient) => Promise<T>,
): Promise<T> => {
  const client = new TargetClient(front, tls, patience)
  try {
    return await look(client)
  } finally {
    await client.close()
  }
}
