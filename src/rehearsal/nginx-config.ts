import { isAtLeast } from './find-nginx.js'
import { indented } from './indented.js'
import { accessLog, INSTRUMENTATION_HTTP } from './nginx-instrumentation.js'
import { type NginxServer, nginxServer } from './nginx-server.js'

/** One nginx of the stack. Paths are absolute; everything it writes is below `folder`. */
export interface NginxConfig extends NginxServer {
  readonly version: string
  readonly folder: string
  readonly isRoot: boolean
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
    nginxServer(config),
  ].join('\n\n'),
)}
}
`

/** Processes and their files. As root the workers stay root, so that the folder can be closed to everybody else as it is for other users. */
export const mainPart = ({
  folder,
  capacity,
  isRoot,
}: NginxConfig): string => `${isRoot ? 'user root root;\n' : ''}daemon off;
worker_processes ${capacity.workers};
worker_rlimit_nofile ${capacity.filesPerWorker};
worker_shutdown_timeout 2s;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log warn;`

/** Folders of nginx's own, below the given one. */
export const temporaryPaths = (folder: string): string =>
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
