/** Name of the log format that the tier source reads. */
const FORMAT = 'tatami_load'

/** The fields that `tiers/nginx/log-line.ts` reads, and a few for people; numbers quoted, since an absent one is empty. */
const FIELDS = {
  t: '$msec',
  rid: '$request_id',
  tp: '$http_traceparent',
  m: '$request_method',
  u: '$uri',
  st: '$status',
  rt: '$request_time',
  uct: '$upstream_connect_time',
  uht: '$upstream_header_time',
  urt: '$upstream_response_time',
  ua: '$upstream_addr',
  us: '$upstream_status',
  b: '$bytes_sent',
  cr: '$connection_requests',
  ssl: '$ssl_session_reused',
  cs: '$upstream_cache_status',
} as const

/** Names of the fields of a line. */
export type LogField = keyof typeof FIELDS

const JSON_LINE = `{${Object.entries(FIELDS)
  .map(([name, variable]) => `"${name}":"${variable}"`)
  .join(',')}}`

/** `log_format` of the JSON access log, and the maps that say which requests it holds and whose timing is news. */
export const INSTRUMENTATION_HTTP = `log_format ${FORMAT} escape=json '${JSON_LINE}';
map $http_traceparent $tatami_load_traced {
  ""      0;
  default 1;
}
# A file from nginx's own cache has the Server-Timing of the request that filled it.
map $upstream_cache_status $tatami_load_timing {
  default     $upstream_http_server_timing;
  HIT         "";
  STALE       "";
  UPDATING    "";
  REVALIDATED "";
}`

/** The log of traced requests only: written at most a second late, and not once a request. */
export const accessLog = (path: string): string =>
  `access_log ${path} ${FORMAT} buffer=64k flush=1s if=$tatami_load_traced;`

/** For the locations that are cached: whoever has the file from the cache must not be told how long Jetty once took. */
export const CACHED_TIMING = `proxy_hide_header Server-Timing;
add_header Server-Timing $tatami_load_timing;`

/** Page of nginx's own connection counts. */
export const STATUS_PATH = '/nginx_status'

/** Connections by state, for those on this machine only. */
export const STUB_STATUS = `location = ${STATUS_PATH} {
  stub_status;
  access_log off;
  allow 127.0.0.0/8;
  deny all;
}`

/** What an operator adds to the nginx.conf of a real platform. */
export const instrumentation = (logPath: string): string => `# in http { … }
${INSTRUMENTATION_HTTP}

# in the server { … } of Tatami, beside the log that is there
${accessLog(logPath)}

${STUB_STATUS}

# in each location that has proxy_cache
${CACHED_TIMING}
`
