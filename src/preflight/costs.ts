/**
 * What the parts of a run cost, bytes and microseconds of CPU. Figures without another source are those of two cores
 * with nginx 1.22 and Node 20 and generator, nginx and application nodes side by side; see docs/limits.md.
 */
export const COSTS = {
  /** CPU of one exchange of `own-speed.ts` on the machine the other CPU figures were measured on. */
  referenceExchangeUs: 18,
  plain: {
    /** A user's script and agent with its one connection, what a collection has not taken away yet included (`bench/scale` A). */
    userBytes: 5 * 1024,
    extraConnectionBytes: 6 * 1024,
    /** nginx, an idle keep-alive connection. */
    nginxConnectionBytes: 0.53 * 1024,
    /** Kernel, both ends of a connection on one host. */
    kernelConnectionBytes: 8.4 * 1024,
    generatorPollUs: 25,
    generatorCallUs: 140,
    nginxRequestUs: 40,
    /** Connecting, accepting and closing. */
    generatorConnectUs: 150,
    nginxConnectUs: 20,
  },
  tls: {
    /** `node:tls` takes 40 to 51 KiB a connection, most of it outside the JavaScript heap. */
    userBytes: 56 * 1024,
    extraConnectionBytes: 50 * 1024,
    nginxConnectionBytes: 14.1 * 1024,
    kernelConnectionBytes: 9.5 * 1024,
    generatorPollUs: 50,
    generatorCallUs: 165,
    nginxRequestUs: 48,
    /** EC P-256; a full handshake, which costs nginx as much as a resumed one over TLS 1.3, and the generator half as much again. */
    generatorConnectUs: 950,
    nginxConnectUs: 400,
  },
  /** What waking up takes a process of the generator, however few its requests are, and what each second takes the one that collects them. */
  shardUsPerSec: 29_000,
  parentUsPerSec: 9_000,
  /** Growth of the cost of a request in nginx with each doubling of the connections beyond 15,000. */
  nginxUsPerDoubling: 12,
  doublingsFrom: 15_000,
  /** What an application node of the rehearsal takes for a poll, which has nothing to tell, and for another call. */
  nodePollUs: 20,
  nodeCallUs: 150,
  /** What nginx takes for a file from its cache. */
  cachedRequestUs: 25,
  /** Resident memory of the processes before the first user. */
  shardBytes: 75 * 1024 * 1024,
  parentBytes: 180 * 1024 * 1024,
  nginxBytes: 60 * 1024 * 1024,
  nodesBytes: 120 * 1024 * 1024,
  /** Session, caches and lines of one user on the application nodes. */
  nodesUserBytes: 3 * 1024,
  /** A post with the lines it is written to. */
  nodesPostBytes: 2 * 1024,
} as const
