import { PreflightError } from '../base/errors.js'
import { LOGIN_PAGE } from '../tatami/routes.js'
import { pageVersion } from './page-version.js'
import type { TargetClient } from './target-client.js'

/** What the login page of one front shows. */
export interface PageFindings {
  readonly server?: string
  readonly version: '3.1' | 'unknown'
  readonly gzip: boolean
  readonly warning?: string
}

/** A browser's own list: 3.1 turns pages into JSON, or fails, on others. */
export const PAGE_ACCEPT = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

/** Asks a front for the login page. Throws a PreflightError unless it is Tatami's, and of no other version than 3.1. */
export const checkLoginPage = async (client: TargetClient): Promise<PageFindings> => {
  const headers = { accept: PAGE_ACCEPT, 'accept-encoding': 'gzip' }
  const reply = await client.ask({ method: 'GET', path: LOGIN_PAGE, headers })
  if (reply.status !== 200)
    throw new PreflightError(
      `${client.url}${LOGIN_PAGE} answers ${reply.status}, not a login page: is this Tatami, and are the nodes behind it up?`,
    )
  const seen = pageVersion(reply.body)
  if (seen === 'not-tatami')
    throw new PreflightError(`${client.url}${LOGIN_PAGE} is not Tatami's login page: correct --target`)
  if (seen !== '3.1' && seen !== 'unknown') throw new PreflightError(wrongVersion(client.url, seen.other))
  const isKnown = seen === '3.1' || (await failsWithoutAccept(client))
  const server = reply.header('server')
  return {
    ...(server === undefined ? {} : { server }),
    version: isKnown ? '3.1' : 'unknown',
    gzip: reply.header('content-encoding') === 'gzip',
    ...(isKnown ? {} : { warning: `the version of ${client.url} cannot be told; users will behave as those of 3.1` }),
  }
}

// Only 3.1 has the filter that trips over a missing Accept header.
const failsWithoutAccept = async (client: TargetClient): Promise<boolean> =>
  (await client.ask({ method: 'GET', path: LOGIN_PAGE, headers: {} })).status === 500

const wrongVersion = (url: string, other: string): string =>
  `${url} is Tatami ${other}, and users of this tool behave as those of 3.1: point it at a 3.1 platform`
