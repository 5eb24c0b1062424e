import { writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import type { Front } from '../http/exchange.js'
import type { LoopbackClaim } from '../servers/loopback-claim.js'
import { readyWithin } from '../servers/ready-within.js'
import type { Stack } from '../servers/stack.js'
import type { StackProcess } from '../servers/stack-process.js'
import { LOGIN_PAGE } from '../tatami/routes.js'
import type { ApplicationNodes } from './application-nodes.js'
import { makeCertificates } from './certificate.js'
import { hardFileLimit } from './file-limit.js'
import { type FrontCapacity, frontCapacity } from './front-capacity.js'
import type { FrontPlace } from './front-place.js'
import { untilAnswers } from './front-probe.js'
import { STATUS_PATH } from './nginx-instrumentation.js'

/** The fronts of a stack, up and answering. */
export interface Fronts {
  readonly fronts: readonly Front[]
  /** Certificate authority, PEM; absent without TLS. */
  readonly ca?: string
  /** Its file, in the stack's folder. */
  readonly caFile?: string
  /** One of each front. */
  readonly accessLogs: readonly string[]
  readonly processes: readonly StackProcess[]
}

/** How many fronts to start, and for what. */
export interface FrontsPlan {
  readonly count: number
  /** All fronts together. */
  readonly users: number
  readonly plain: boolean
  /** False while a fault keeps every node from showing a page. */
  readonly pagesShow: boolean
}

/** How fronts of one kind are started. */
export interface FrontKind {
  /** Loopback addresses for the number of fronts asked for; each is started by itself. */
  addresses(capacity: FrontCapacity, count: number): number
  start(stack: Stack, place: FrontPlace): Promise<StackProcess>
  accessLog(stack: Stack, place: FrontPlace): string
  /** What it said last of why it does not work. */
  complaint(stack: Stack, place: FrontPlace): string | undefined
}

const HOST = 'front.tatami.test'
const TLS_PORTS = [8443, 9443, 10_443]
const PLAIN_PORTS = [8080, 8090, 9080]
const READY_WITHIN_MS = 20_000

/** Starts the fronts, each on a loopback address of its own, and resolves when all of them show the login page. */
export const startFronts = async (
  stack: Stack,
  plan: FrontsPlan,
  nodes: Pick<ApplicationNodes, 'nodes' | 'gate'>,
  kind: FrontKind,
): Promise<Fronts> => {
  const users = Math.ceil(plan.users / plan.count)
  const capacity = frontCapacity({ users, cores: cpus().length, fileLimit: hardFileLimit() })
  const claims: LoopbackClaim[] = []
  const wanted = kind.addresses(capacity, plan.count)
  while (claims.length < wanted) claims.push(await stack.claim(plan.plain ? PLAIN_PORTS : TLS_PORTS))
  const tls = plan.plain ? undefined : await certified(stack, claims)
  const places = claims.map(({ address, port }, i) => ({
    ...{ number: (i % plan.count) + 1, address, port, users, capacity, nodes: nodes.nodes },
    ...(tls && { tls: tls.paths }),
    ...(nodes.gate !== undefined && { gate: nodes.gate }),
  }))
  const path = plan.pagesShow ? LOGIN_PAGE : STATUS_PATH
  const processes = await Promise.all(places.map((place) => startOne(stack, place, kind, path, tls?.ca)))
  const accessLogs = places.map((place) => kind.accessLog(stack, place))
  return { fronts: places.map(frontAt), accessLogs, processes, ...(tls && { ca: tls.ca, caFile: tls.caFile }) }
}

const startOne = async (
  stack: Stack,
  place: FrontPlace,
  kind: FrontKind,
  path: string,
  ca: string | undefined,
): Promise<StackProcess> => {
  const process = stack.adopt(await kind.start(stack, place))
  const givingUp = new AbortController()
  const probe = { front: frontAt(place), path, ...(ca !== undefined && { ca }) }
  try {
    const complaint = () => kind.complaint(stack, place)
    await readyWithin(untilAnswers(probe, givingUp.signal), process, READY_WITHIN_MS, complaint)
  } finally {
    givingUp.abort()
  }
  return process
}

const frontAt = ({ address, port }: FrontPlace): Front => ({ host: `${HOST}:${port}`, address, port })

const certified = async (stack: Stack, claims: readonly LoopbackClaim[]) => {
  const addresses = claims.map(({ address }) => address)
  const { ca, certificate, key } = makeCertificates({ dns: HOST, addresses }, new Date())
  const caFile = `${stack.folder}/ca.crt`
  const paths = { certificatePath: `${stack.folder}/front.crt`, keyPath: `${stack.folder}/front.key` }
  await writeFile(caFile, ca)
  await writeFile(paths.certificatePath, certificate)
  await writeFile(paths.keyPath, key, { mode: 0o600 })
  return { ca, caFile, paths }
}
