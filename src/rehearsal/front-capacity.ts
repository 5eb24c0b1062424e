import { PreflightError } from '../base/errors.js'

/** How one front is cut to the users it carries. */
export interface FrontCapacity {
  readonly workers: number
  /** Clients and upstream servers together, for each worker. */
  readonly connectionsPerWorker: number
  /** Descriptors that a worker needs. */
  readonly filesPerWorker: number
  /** Accept queue; the kernel cuts it to its own limit. */
  readonly backlog: number
  /** Connections that all users together may ask for, upstream ones included. */
  readonly connections: number
}

/** What one front has to carry, and what this machine gives it. */
export interface FrontLoad {
  readonly users: number
  readonly cores: number
  /** Descriptors that one process may have. */
  readonly fileLimit: number
}

/** More worth of a worker than this many users is one that a core of the machine can take. */
const USERS_WORTH_A_WORKER = 1_000
/** With reuseport the kernel deals connections out by hash, so some workers get more than others. */
const UNEVENNESS = 1.3
/** Log, event queue, cached files, listening sockets; and, for each worker, its channel and its listening socket. */
const FILES_BESIDES = 256
const FILES_FOR_EACH_WORKER = 2
const MAX_WORKERS = 400

/** Workers, descriptors and queue for the users of one front. Throws when this machine's limit cannot carry them. */
export const frontCapacity = ({ users, cores, fileLimit }: FrontLoad): FrontCapacity => {
  const connections = Math.ceil(connectionsOf(users) * UNEVENNESS)
  const wanted = Math.min(cores, Math.ceil(users / USERS_WORTH_A_WORKER))
  for (let workers = Math.max(1, wanted); workers <= MAX_WORKERS; workers++) {
    const besides = FILES_BESIDES + FILES_FOR_EACH_WORKER * workers
    const connectionsPerWorker = Math.max(512, Math.ceil(connections / workers))
    const filesPerWorker = connectionsPerWorker + besides
    const backlog = Math.min(65_535, Math.max(511, users))
    if (filesPerWorker <= fileLimit) return { workers, connectionsPerWorker, filesPerWorker, backlog, connections }
  }
  throw new PreflightError(
    `a process may have ${fileLimit} descriptors here, too few for a front of ${users} users: raise the hard limit (ulimit -Hn)`,
  )
}

// One connection for each user, up to five more while a page loads, which close after 10 s idle: that many for everybody
// when all arrive at once, otherwise for those who arrived last. And a connection to a node for each request that waits,
// which in the worst second of a slow day is a quarter of the users.
const connectionsOf = (users: number): number => {
  const pageLoads = Math.min(5 * users, 20_000 + users / 4)
  const upstream = 256 + users / 4
  return users + pageLoads + upstream
}
