import type { HostAndPort } from '../../profile/tier-sources.js'
import { agentLines } from '../../tiers/otlp/agent-lines.js'
import { OtlpReceiver } from '../../tiers/otlp/receiver.js'
import { cannot, type RequestSource, until, type WaitMs, withoutOurs } from './request-source.js'

/** An agent sends every five seconds unless told otherwise. */
const SPANS_WITHIN_MS = 10_000

/** Where OpenTelemetry spans come: whether it can be listened there, and whose spans of the one request come. */
export const spanSource = (address: HostAndPort, traceId: string, waitMs: WaitMs): RequestSource => {
  const node = `${address.host}:${address.port}`
  const services = new Set<string>()
  const receiver = new OtlpReceiver({
    ...address,
    isOurs: (id) => id === traceId,
    onSpans: ({ spans }) => {
      for (const { origin } of spans) services.add(origin.service)
    },
  })
  return {
    ...{ source: 'otlp', tier: 'jetty', node },
    open: () =>
      receiver.start().catch((error: unknown) => Promise.reject(cannot(`${node} cannot be listened at`, error))),
    check: async () => {
      const withinMs = Math.min(waitMs(), SPANS_WITHIN_MS)
      const gives = 'time in jetty and its stores by spans, of ten requests a second'
      if (await until(() => services.size > 0, withinMs))
        return { version: `spans of ${[...services].sort().join(', ')}`, gives: [gives], lacks: [] }
      const remedy = agentLines(`http://${node}`)
      const what = 'spans: none came; an application sends them with these lines in its command line'
      const silent = { version: 'can be listened at', gives: [`${gives}, once they come`], lacks: [{ what, remedy }] }
      return withinMs > 0 ? withoutOurs(silent, 'spans', remedy) : silent
    },
    close: () => receiver.stop(),
  }
}
