import { PreflightError } from '../base/errors.js'
import { AUTHENTICATION, LOGIN_PAGE, LOGOUT, user } from '../tatami/routes.js'
import { PAGE_ACCEPT } from './check-login-page.js'
import type { TargetClient, TargetReply } from './target-client.js'

/** An account to try. */
export interface TriedAccount {
  /** Full e-mail. */
  readonly login: string
  readonly password: string
}

/**
 * Logs in, asks one thing that needs a session, and logs out. Resolves with whether the answer carried Server-Timing.
 * Throws a PreflightError that names the account, never its password, when the login is refused or does not hold.
 */
export const checkLogin = async (client: TargetClient, account: TriedAccount): Promise<boolean> => {
  await client.ask({ method: 'GET', path: LOGIN_PAGE, headers: { accept: PAGE_ACCEPT } })
  requireAccepted(await submit(client, account), client.url, account.login)
  const path = user(account.login.slice(0, account.login.lastIndexOf('@')))
  const reply = await client.ask({ method: 'GET', path, headers: { accept: JSON_ACCEPT } })
  if (reply.status !== 200)
    throw new PreflightError(
      `${account.login} logs in at ${client.url}, but then ${path} answers ${reply.status}: are sessions kept over the nodes behind it?`,
    )
  await client.ask({ method: 'GET', path: LOGOUT, headers: { accept: PAGE_ACCEPT } })
  return reply.header('server-timing') !== undefined
}

const JSON_ACCEPT = 'application/json, text/javascript, */*; q=0.01'

const submit = (client: TargetClient, { login, password }: TriedAccount): Promise<TargetReply> =>
  client.ask({
    method: 'POST',
    path: AUTHENTICATION,
    headers: { accept: PAGE_ACCEPT, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ j_username: login, j_password: password }).toString(),
  })

const requireAccepted = (reply: TargetReply, url: string, login: string): void => {
  const location = reply.header('location')
  if (reply.status === 401 || (reply.status === 302 && location?.includes(LOGIN_PAGE)))
    throw new PreflightError(
      `${url} refuses the login of ${login}: correct the accounts, or create them with tatami-load seed`,
    )
  if (reply.status !== 302)
    throw new PreflightError(
      `${url} answers the login of ${login} with ${reply.status}, not with a redirect: is this Tatami 3.1?`,
    )
}
