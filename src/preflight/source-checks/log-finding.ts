import { accessLog, INSTRUMENTATION_HTTP } from '../../rehearsal/nginx-instrumentation.js'
import type { FieldName } from '../../tiers/nginx/log-fields.js'
import { logFieldsOf, parseNginxLine } from '../../tiers/nginx/log-line.js'
import type { SourceFinding } from '../../tiers/node-reader.js'

/** What lines of an nginx's log tell, by the newest that is in a format we know; `directive` writes the whole of it. */
export const logFinding = (lines: readonly string[], directive: string): SourceFinding => {
  const known = lines.filter((line) => parseNginxLine(line).kind !== 'malformed').at(-1)
  if (known === undefined) {
    const what = 'a format that is known: neither JSON with a request_time nor combined'
    return { version: 'lines in another format', gives: [], lacks: [{ what, remedy: remedyOf(directive) }] }
  }
  const fields = logFieldsOf(known) ?? {}
  const has = (...names: readonly FieldName[]): boolean => names.every((name) => fields[name] !== undefined)
  const missing = WANTED.filter(({ names }) => !has(...names)).map(({ gives }) => gives)
  return {
    version: known.startsWith('{') ? 'JSON lines' : 'combined lines',
    gives: [timesOf(has), ...WANTED.filter(({ names }) => has(...names)).map(({ gives }) => gives)],
    lacks: [...lacksOf(has), ...(missing.length > 0 ? [missing.join(', ')] : [])].map((what, i, all) =>
      i === all.length - 1 ? { what, remedy: remedyOf(directive) } : { what },
    ),
  }
}

/** The same of a log that has no line yet. */
export const EMPTY_LOG: SourceFinding = {
  version: 'no line yet',
  gives: ['what its format names, once it has a line'],
  lacks: [],
}

/** The directive of a log in a file, and of one that is sent as syslog messages. */
export const fileDirective = accessLog
export const syslogDirective = (address: string): string =>
  `access_log syslog:server=${address} tatami_load if=$tatami_load_traced;`

const WANTED: readonly { readonly gives: string; readonly names: readonly FieldName[] }[] = [
  { gives: 'retries', names: ['ua'] },
  { gives: 'connections new and reused', names: ['cr'] },
  { gives: 'handshakes full and resumed', names: ['ssl', 'cr'] },
  { gives: 'what its cache said', names: ['cs'] },
  { gives: "nginx's clock", names: ['t'] },
]

type Has = (...names: readonly FieldName[]) => boolean

const timesOf = (has: Has): string => {
  if (!has('rt', 'urt')) return 'counts of requests'
  return has('tp') ? 'time in nginx and on the network, per traced request' : 'time in nginx, by method and route'
}

const lacksOf = (has: Has): readonly string[] => {
  if (!has('rt', 'urt')) return ['times of requests and of upstream servers, and the trace header']
  return has('tp') ? [] : ["the trace header, so that the network's time is unknown and others' requests count as ours"]
}

const remedyOf = (directive: string): string => `# in http { … }
${INSTRUMENTATION_HTTP}
# in the server { … } of Tatami, beside the log that is there
${directive}`
