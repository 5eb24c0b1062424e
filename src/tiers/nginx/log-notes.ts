import type { LogLosses, NginxLogReport, NginxNodeReport, RouteCounts } from '../../metrics/nginx-record.js'

/** What a reader of the run should know of nginx's logs, a sentence each without a full stop; none when all went well. */
export const nginxLogNotes = ({ basis, routed, untimedLines, losses, nodes }: NginxLogReport): readonly string[] => [
  ...(basis === 'routes' && routed ? [routeNote(routed)] : []),
  ...(untimedLines > 0 ? [untimedNote(untimedLines)] : []),
  ...lossNotes(losses),
  ...nodes.filter(({ clockOffset }) => clockOffset?.hasMoved).map(clockNote),
]

const routeNote = ({ paired, lineSurplus }: RouteCounts): string =>
  `nginx's log has no place for the trace header, so its times are told by method and route, ${paired} of them, and the network's are \
unknown: requests of others on the same front cannot be told from ours (${lineSurplus} lines more than we asked)`

const untimedNote = (lines: number): string =>
  `${lines} lines of nginx's log have no request time or no upstream time, as in stock combined: they tell nothing of nginx and the \
network until the format ends with rt=$request_time urt="$upstream_response_time" tp="$http_traceparent"`

const lossNotes = ({
  malformed,
  oversized,
  failedReads,
  emptied,
  droppedDatagrams = 0,
  outOfRoom = 0,
}: LogLosses): readonly string[] =>
  [
    [malformed, "lines of nginx's log are in no format that is known, or are cut"],
    [oversized, `lines of nginx's log are too long and were left out`],
    [failedReads, `looks at nginx's log failed`],
    [emptied, `times nginx's log was emptied and no copy of it found, so that lines may be missing`],
    [
      droppedDatagrams,
      `syslog messages were lost before they were read: raise net.core.rmem_max, or log fewer requests`,
    ],
    [outOfRoom, "of nginx's logs had no room on the disk, so that lines are missing: make room where they are"],
  ].flatMap(([count, text]) => (Number(count) > 0 ? [`${count} ${text}`] : []))

const clockNote = ({ node }: NginxNodeReport): string =>
  `the clock of ${node} was set, or drifts, so that its lines may be counted in other seconds than their own`
