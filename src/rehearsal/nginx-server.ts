import type { FrontPlace } from './front-place.js'
import { indented } from './indented.js'
import { CACHED_TIMING, STUB_STATUS } from './nginx-instrumentation.js'

/** One nginx of the stack as it listens. */
export interface NginxServer extends FrontPlace {
  /** Whether the kernel deals connections out to the sockets of one port, as Linux does. */
  readonly reuseport: boolean
}

/** The `server` block: TLS, the cached files and everything else, each behind the gate where there is one. */
export const nginxServer = (config: NginxServer): string => {
  const { tls } = config
  const parts = [tls && tlsPart(config.users, tls), STUB_STATUS, gateLocation(config), ...locations(config)]
  return `server {
  ${listenDirective(config)}
  server_name _;
${indented(parts.filter((part) => part !== undefined).join('\n'))}
}`
}

/** Where it listens, and how. */
export const listenDirective = ({ address, port, capacity, tls, reuseport }: NginxServer): string =>
  `listen ${address}:${port}${tls ? ' ssl' : ''}${reuseport ? ' reuseport' : ''} backlog=${capacity.backlog};`

/** Certificate, versions and sessions for so many users; a megabyte of session cache holds about 4,000. */
export const tlsPart = (
  users: number,
  tls: NonNullable<NginxServer['tls']>,
): string => `ssl_certificate ${tls.certificatePath};
ssl_certificate_key ${tls.keyPath};
ssl_protocols TLSv1.2 TLSv1.3;
ssl_session_cache shared:front:${Math.ceil(users / 4_000) + 1}m;
ssl_session_timeout 1h;
ssl_session_tickets on;`

const gateLocation = ({ gate, number }: NginxServer): string | undefined =>
  gate === undefined
    ? undefined
    : `location = /-/gate {
  internal;
  proxy_pass http://gate/${number};
  proxy_pass_request_body off;
  proxy_set_header Connection "";
  proxy_set_header Content-Length "";
  proxy_next_upstream off;
}`

const locations = ({ gate }: NginxServer): readonly string[] => {
  const gated = gate === undefined ? '' : '  auth_request /-/gate;\n'
  const cached = ['/js/', '/css/', '/img/'].map(
    (path) => `location ${path} {
${gated}  proxy_pass http://jetty;
  proxy_cache static;
  proxy_cache_valid 200 1h;
  proxy_cache_revalidate on;
  proxy_cache_use_stale error timeout updating;
${indented(CACHED_TIMING)}
}`,
  )
  return [...cached, `location / {\n${gated}  proxy_pass http://jetty;\n}`]
}
