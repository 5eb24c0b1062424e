import { logIn, logOut } from '../../accounts/session.js'
import { PreflightError } from '../../base/errors.js'
import { DEFAULT_PATIENCE } from '../../preflight/patience.js'
import { TargetClient } from '../../preflight/target-client.js'
import { openAccountBook } from '../../profile/account-book.js'
import type { EventProfile } from '../../profile/event-profile.js'
import type { OpenTarget } from '../../run/open-target.js'

/**
 * Logs the profile's first account in at the target's first front, does the work with the session's cookie, and logs out again
 * whatever came of it. Throws a PreflightError where the login is refused.
 */
export const inWitnessSession = async <T>(
  { fronts, tls }: Pick<OpenTarget, 'fronts' | 'tls'>,
  { accounts, users }: Pick<EventProfile, 'accounts' | 'users'>,
  work: (cookie: string) => Promise<T>,
): Promise<T> => {
  const [front] = fronts
  if (!front) throw new PreflightError('the target has no front')
  const client = new TargetClient(front, tls, DEFAULT_PATIENCE)
  try {
    const account = openAccountBook(accounts, users).at(0)
    if (!(await logIn(client, account))) throw new PreflightError(`${client.url} refuses the login of ${account.login}`)
    try {
      return await work(client.cookie)
    } finally {
      // What was found stands, also where the platform does not answer any more.
      await logOut(client).catch(() => undefined)
    }
  } finally {
    await client.close()
  }
}
