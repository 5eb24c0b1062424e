import { indented } from '../rehearsal/indented.js'
import { mainPart, type NginxConfig, temporaryPaths } from '../rehearsal/nginx-config.js'
import { listenDirective, tlsPart } from '../rehearsal/nginx-server.js'

/** What a poll brings when somebody posted, about 2 KB. */
const STATUS = { statusId: 'fdecd5b0-0000-11e4-8000-000000000000', username: 'user1', content: 'a'.repeat(1_900) }

/** An nginx.conf that answers everything by itself with one status, as an instrumented platform would; a worker for each core. */
export const staticConfig = (config: NginxConfig, cores: number): string => `${mainPart({
  ...config,
  capacity: { ...config.capacity, workers: cores },
})}
events {
  worker_connections ${config.capacity.connectionsPerWorker};
  multi_accept on;
}
http {
${indented(`access_log off;
keepalive_timeout 3600s;
keepalive_requests 100000000;
${temporaryPaths(config.folder)}
${server(config)}`)}
}
`

const server = (config: NginxConfig): string => `server {
  ${listenDirective(config)}
${indented(`${config.tls ? tlsPart(config.users, config.tls) : ''}
location / {
  default_type application/json;
  add_header Server-Timing "jetty;dur=3.2, cassandra;dur=1.4";
  return 200 '${JSON.stringify([STATUS])}';
}`)}
}`
