import { UsageError } from '../base/errors.js'
import { ApplicationCluster } from './application-cluster.js'
import { ApplicationServer } from './application-server.js'
import { type Fault, isProblem, parseFault } from './fault.js'
import { FaultPlan } from './fault-plan.js'
import { frontGate } from './front-gate.js'
import type { FromNodes, ToNodes } from './messages.js'
import { stackModelOf } from './stack-model.js'

export type StartNodes = Extract<ToNodes, { readonly kind: 'start' }>
export type NodesReady = Extract<FromNodes, { readonly kind: 'ready' }>

/** How long the port of a node that comes up again may be somebody else's before it is tried again. */
const RETRY_US = 100_000

/** All application nodes of a rehearsal and the gate of its fronts, listening in this process. */
export interface HostedNodes {
  readonly ready: NodesReady
  setEpoch(epochUs: number): void
  /** Stops listening and breaks all connections. */
  close(): void
}

/** Brings the nodes up, each at a port of its own; throws `UsageError` when a fault is not one. */
export const hostNodes = async (
  { size, population, seed, address, stores }: StartNodes,
  told: (text: string) => void = () => undefined,
): Promise<HostedNodes> => {
  const faults = new FaultPlan(parsed(size.faults))
  const model = stackModelOf(size.scarce)
  const { warmCaches = false } = size
  const cluster = new ApplicationCluster({
    nodes: size,
    ...{ population, seed, faults, model, warmCaches },
    wallUs: Date.now() * 1000,
  })
  // Clients of real stores are loaded only where there are any.
  const open = stores && (await (await import('./stores/open-stores.js')).openStores(stores, cluster.state, told))
  if (open) cluster.useStores(open.stores)
  const { pacemaker } = cluster
  const servers = Array.from({ length: size.jetty }, (_, i) => new ApplicationServer(address, cluster.server(i + 1)))
  const jettyPorts = await Promise.all(servers.map((server) => server.open()))
  const gate = new ApplicationServer(address, frontGate(size.nginx, model.nginx, faults, pacemaker))
  const gatePort = faults.concerns('nginx') || model.nginx.isFinite ? await gate.open() : undefined
  const switchAll = () => {
    servers.forEach((server, i) => {
      switchNode(server, i + 1, cluster, faults)
    })
  }
  switchAll()
  return {
    ready: { kind: 'ready', jettyPorts, ...(gatePort === undefined ? {} : { gatePort }) },
    setEpoch: (epochUs) => {
      cluster.setEpoch(epochUs)
      for (const atUs of faults.switchesUs('jetty')) pacemaker.queue.schedule(atUs, switchAll)
      pacemaker.now()
    },
    close: () => {
      for (const server of [...servers, gate]) server.close()
      pacemaker.stop()
      void open?.close()
    },
  }
}

const switchNode = (server: ApplicationServer, node: number, cluster: ApplicationCluster, faults: FaultPlan): void => {
  const { pacemaker } = cluster
  const nowUs = pacemaker.timeUs
  if (faults.isDown('jetty', node, nowUs)) server.close()
  else
    server.open().catch(() => {
      server.close()
      pacemaker.queue.schedule(pacemaker.timeUs + RETRY_US, () => switchNode(server, node, cluster, faults))
      pacemaker.now()
    })
}

const parsed = (texts: readonly string[]): Fault[] => {
  const results = texts.map(parseFault)
  const problems = results.filter(isProblem)
  if (problems.length > 0) throw new UsageError(problems)
  return results.filter((result): result is Fault => !isProblem(result))
}
