import { randomBytes } from 'node:crypto'
import { UsageError } from '../../base/errors.js'
import type { EventProfile, Target } from '../../profile/event-profile.js'
import { LOGIN_PAGE } from '../../tatami/routes.js'
import { type CheckedSource, checkSources, type SourceCheck } from '../../tiers/check-sources.js'
import { makeTraceparent, traceIdOf } from '../../tiers/trace.js'
import { PAGE_ACCEPT } from '../check-login-page.js'
import { DEFAULT_PATIENCE } from '../patience.js'
import { TargetClient } from '../target-client.js'
import { frontsOf, tlsOf } from '../target-fronts.js'
import { logSource } from './log-source.js'
import type { RequestSource } from './request-source.js'
import { serverTimingFinding } from './server-timing-source.js'
import { spanSource } from './span-source.js'
import { syslogSource } from './syslog-source.js'

/**
 * Looks at everything that tells of single requests: listens where lines and spans are to come, sends the target one request that is
 * traced, and says what came of it. `waits`: for a few seconds, until its line and its spans are there.
 */
export const checkRequestSources = async (
  { target, tierSources, tls }: EventProfile,
  { waits }: { readonly waits: boolean },
): Promise<readonly SourceCheck[]> => {
  const runId = randomBytes(8).toString('hex')
  let isSent = false
  const waitMs = () => (waits && isSent ? Number.POSITIVE_INFINITY : 0)
  const sources = sourcesOf(tierSources, traceIdOf(runId, 0, 1), waitMs)
  const opened = sources.map((source) => source.open())
  await Promise.allSettled(opened)
  const timing = target && serverTimingSource(target, tls, tierSources?.serverTimingNames, runId)
  try {
    const asked = timing ? await checkSources([timing]) : []
    isSent = asked.some(({ kind }) => kind === 'found')
    const checked = await checkSources(sources.map((source, i) => after(opened[i], source)))
    return [...checked, ...(tierSources?.serverTiming === false ? [] : asked)]
  } finally {
    await Promise.all(sources.map((source) => source.close()))
  }
}

const sourcesOf = (
  sources: EventProfile['tierSources'],
  traceId: string,
  waitMs: () => number,
): readonly RequestSource[] => [
  ...(sources?.nginxLogs ?? []).map((path) => logSource(path, waitMs)),
  ...(sources?.nginxSyslog ? [syslogSource(sources.nginxSyslog, waitMs)] : []),
  ...(sources?.otlp ? [spanSource(sources.otlp, traceId, waitMs)] : []),
]

const after = (opened: Promise<void> | undefined, { source, tier, node, check }: RequestSource): CheckedSource => ({
  ...{ source, tier, node },
  check: async () => {
    await opened
    return check()
  },
})

const serverTimingSource = (
  target: Target,
  bounds: EventProfile['tls'],
  names: Parameters<typeof serverTimingFinding>[2],
  runId: string,
): CheckedSource => ({
  ...{ source: 'server-timing', tier: 'jetty', node: target.urls[0] ?? '' },
  // An application may tell nothing in its answers.
  isOptional: true,
  check: async () => {
    const [front] = await frontsOf(target)
    if (front === undefined) throw new UsageError([{ path: 'target.urls', value: 'none', remedy: 'name one' }])
    const client = new TargetClient(front, tlsOf(target, bounds), DEFAULT_PATIENCE)
    try {
      const headers = { accept: PAGE_ACCEPT, traceparent: makeTraceparent(runId, 0, 1, true) }
      const reply = await client.ask({ method: 'GET', path: LOGIN_PAGE, headers })
      return serverTimingFinding(reply.list('server-timing'), reply.header('server'), names)
    } finally {
      await client.close()
    }
  },
})
