import { isAtLeast } from './find-nginx.js'
import type { FrontCapacity } from './front-capacity.js'
import { indented } from './indented.js'
import { accessLog, CACHED_TIMING, INSTRUMENTATION_HTTP, STUB_STATUS } from './nginx-instrumentation.js'

/** One nginx of the stack. Paths are absolute; everything it writes is below `folder`. */
export interface NginxConfig {
  readonly version: string
  readonly folder: string
  /** From 1. */
  readonly number: number
  readonly address: string
  readonly port: number
  readonly users: number
  readonly capacity: FrontCapacity
  readonly tls?: { readonly certificatePath: string; readonly keyPath: string }
  /** `address:port` of each application node. */
  readonly nodes: readonly string[]
  /** `address:port` of the responder that every request asks first; absent while no fault concerns nginx. */
  readonly gate?: string
  readonly isRoot: boolean
  /** Whether the kernel deals connections out to the sockets of one port, as Linux does. */
  readonly reuseport: boolean
}

/** The access log of an nginx with this folder. */
export const accessLogPath = (folder: string): string => `${folder}/access.log`

/** The whole nginx.conf, as a bank would write it for Tatami, cut to the users asked for. */
export const nginxConfig = (config: NginxConfig): string => `${mainPart(config)}
events {
  worker_connections ${config.capacity.connectionsPerWorker};
  multi_accept on;
  accept_mutex off;
}
http {
${indented(
  [
    INSTRUMENTATION_HTTP,
    accessLog(accessLogPath(config.folder)),
    temporaryPaths(config.folder),
    clientPart(config),
    compressionPart,
    cachePart(config.folder),
    proxyPart,
    upstreams(config),
    server(config),
  ].join('\n\n'),
)}
}
`

// As root the workers stay root, so that the folder can be closed to everybody else as it is for other users.
const mainPart = ({ folder, capacity, isRoot }: NginxConfig): string => `${isRoot ? 'user root root;\n' : ''}daemon off;
worker_processes ${capacity.workers};
worker_rlimit_nofile ${capacity.filesPerWorker};
worker_shutdown_timeout 2s;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log warn;`

const temporaryPaths = (folder: string): string =>
  ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join('\n')

// A connection lives as long as its user: stock nginx would end it after 75 s idle, 1,000 requests or an hour. Pools and
// buffers are small because most of the connections are idle most of the time.
const clientPart = ({ version }: NginxConfig): string => `default_type application/octet-stream;
server_tokens off;
sendfile on;
keepalive_timeout 3600s;
keepalive_requests 100000000;
${isAtLeast(version, '1.19.10') ? 'keepalive_time 24h;\n' : ''}connection_pool_size 256;
request_pool_size 4k;
client_header_buffer_size 1k;
large_client_header_buffers 4 8k;
client_max_body_size 10m;`

// Tatami 3.1 compresses nothing itself since 2014-02-14, and stock nginx compresses HTML only; so does this one. Its REST
// answers come in chunks, without a length, so a minimum length would not spare the empty polls, which are most of them.
// Scripts stay as they are, since every cache hit would be compressed anew.
const compressionPart = `gzip on;
gzip_comp_level 1;
gzip_min_length 1000;`

const cachePart = (folder: string): string =>
  `proxy_cache_path ${folder}/cache levels=1 keys_zone=static:1m max_size=64m inactive=1d use_temp_path=off;
open_file_cache max=128 inactive=1h;
open_file_cache_valid 5m;`

// Tatami does not know that its front speaks TLS, so its redirects lead back to plain HTTP unless nginx mends them. A
// request that may have had an effect is not sent again; one that may not goes to the next node once.
const proxyPart = `proxy_http_version 1.1;
proxy_set_header Connection "";
proxy_set_header Host $http_host;
proxy_set_header X-Real-IP $remote_addr;
proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
proxy_set_header X-Forwarded-Proto $scheme;
proxy_redirect http://$http_host/ $scheme://$http_host/;
proxy_connect_timeout 5s;
proxy_read_timeout 60s;
proxy_next_upstream error timeout;
proxy_next_upstream_tries 2;
proxy_buffer_size 4k;
proxy_buffers 8 8k;`

// A node counts as down after three failures, for so short a time that its return is seen. Idle connections are closed
// from here after 50 s, before Jetty does it at 200 s, since a request that meets a closing connection fails.
const upstreams = ({ nodes, gate }: NginxConfig): string => {
  const servers = nodes.map((node) => `  server ${node} max_fails=3 fail_timeout=2s;`).join('\n')
  const gateGroup = gate === undefined ? '' : `\n${group('gate', `  server ${gate} max_fails=0;`)}`
  return `${group('jetty', `  zone jetty 256k;\n${servers}`)}${gateGroup}`
}

const group = (name: string, servers: string): string => `upstream ${name} {
${servers}
  keepalive 64;
  keepalive_requests 100000000;
  keepalive_timeout 50s;
}`

const server = (config: NginxConfig): string => {
  const { address, port, capacity, tls, reuseport } = config
  const options = `${tls ? ' ssl' : ''}${reuseport ? ' reuseport' : ''} backlog=${capacity.backlog}`
  const parts = [tls && tlsPart(config.users, tls), STUB_STATUS, gateLocation(config), ...locations(config)]
  return `server {
  listen ${address}:${port}${options};
  server_name _;
${indented(parts.filter((part) => part !== undefined).join('\n'))}
}`
}

// A megabyte of session cache holds about 4,000 sessions. Records of 4 kB show the first bytes of a page sooner.
const tlsPart = (
  users: number,
  tls: NonNullable<NginxConfig['tls']>,
): string => `ssl_certificate ${tls.certificatePath};
ssl_certificate_key ${tls.keyPath};
ssl_protocols TLSv1.2 TLSv1.3;
ssl_session_cache shared:front:${Math.ceil(users / 4_000) + 1}m;
ssl_session_timeout 1h;
ssl_session_tickets on;
ssl_buffer_size 4k;`

const gateLocation = ({ gate, number }: NginxConfig): string | undefined =>
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

const locations = ({ gate }: NginxConfig): readonly string[] => {
  const gated = gate === undefined ? '' : '  auth_request /-/gate;\n'
  const cached = ['/js/', '/css/', '/img/'].map(
    (path) => `location ${path} {
${gated}  proxy_pass http://jetty;
  proxy_cache static;
  proxy_cache_valid 200 1h;
  proxy_cache_lock on;
  proxy_cache_use_stale error timeout updating;
${indented(CACHED_TIMING)}
}`,
  )
  return [...cached, `location / {\n${gated}  proxy_pass http://jetty;\n}`]
}
