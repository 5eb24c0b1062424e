import type { HostAndPort } from '../../profile/tier-sources.js'
import { SyslogSink } from '../../tiers/nginx/syslog-sink.js'
import { EMPTY_LOG, logFinding, syslogDirective } from './log-finding.js'
import { cannot, type RequestSource, until, type WaitMs, withoutOurs } from './request-source.js'

const LINE_WITHIN_MS = 2_000

/** Where nginx's lines come as syslog messages: whether it can be listened there, and what comes of the one request. */
export const syslogSource = (address: HostAndPort, waitMs: WaitMs): RequestSource => {
  const node = `${address.host}:${address.port}`
  const lines: string[] = []
  const sink = new SyslogSink(address, (line) => lines.push(line))
  const directive = syslogDirective(node)
  return {
    ...{ source: 'nginx-syslog', tier: 'nginx', node },
    open: () => sink.start().catch((error: unknown) => Promise.reject(cannot(`${node} cannot be listened at`, error))),
    check: async () => {
      const withinMs = Math.min(waitMs(), LINE_WITHIN_MS)
      if (await until(() => lines.length > 0, withinMs)) return logFinding(lines, directive)
      const silent = { ...EMPTY_LOG, version: 'can be listened at' }
      if (withinMs > 0) return withoutOurs(silent, 'the line', directive)
      const what = 'lines: none came; nginx sends them so, and its format says what they tell'
      return { ...silent, lacks: [{ what, remedy: directive }] }
    },
    close: () => sink.stop(),
  }
}
