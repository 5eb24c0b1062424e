/** nginx's variables that are read, by the short names that the guide gives them. */
const VARIABLES = {
  t: 'msec',
  tp: 'http_traceparent',
  m: 'request_method',
  u: 'uri',
  st: 'status',
  rt: 'request_time',
  urt: 'upstream_response_time',
  ua: 'upstream_addr',
  cr: 'connection_requests',
  ssl: 'ssl_session_reused',
  cs: 'upstream_cache_status',
  request: 'request',
} as const
export type FieldName = keyof typeof VARIABLES

/** A line's fields as texts. One that the format lacks is absent; one that nginx had nothing for is empty, or a dash. */
export type LogFields = Readonly<Partial<Record<FieldName, string>>>

/** Fields by what formats call them: our names, nginx's own, and the request's path as it was sent. A map, since names come from outside. */
export const FIELD_BY_NAME: ReadonlyMap<string, FieldName> = new Map([
  ...Object.entries(VARIABLES).flatMap(([field, variable]) => [
    [field, field as FieldName] as const,
    [variable, field as FieldName] as const,
  ]),
  ['request_uri', 'u'],
  ['traceparent', 'tp'],
])
