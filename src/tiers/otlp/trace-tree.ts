import type { Span } from './span.js'
import { type ServiceTiers, type Store, storeOf, tierOfService } from './span-tier.js'

/** The spans of one trace and how they hang together. */
export interface TraceTree {
  /** The application's spans of our request, with nothing but fronts between us and them. */
  readonly served: readonly Span[]
  /** Calls of a store by the processes that served the request, without calls within calls of the same store. */
  outermostCalls(store: Store): readonly Span[]
  /** Spans whose parent never came. */
  readonly orphans: readonly Span[]
}

export const treeOf = (traceId: string, spans: readonly Span[], services: ServiceTiers): TraceTree => {
  // Our own span is the trace id's second half, as the trace header has it.
  const ours = traceId.slice(16)
  const byId = new Map(spans.map((span) => [span.spanId, span]))
  const servers = spans.filter(({ kind }) => kind === 'server')
  const callees = new Map(servers.map(({ parentId, origin }) => [parentId, origin.service]))
  const tierOf = ({ origin }: Span) => tierOfService(origin.service, services)
  const isFront = (span: Span): boolean => tierOf(span) === 'nginx'
  const isServed = (span: Span): boolean =>
    tierOf(span) === 'jetty' && (lineOf(span, byId, isFront).at(-1) ?? span).parentId === ours

  const served = servers.filter(isServed)
  const processes = new Set(served.map(({ origin }) => origin.key))
  const calledBy = (span: Span): Store | undefined =>
    processes.has(span.origin.key) ? storeOf(span, callees.get(span.spanId), services) : undefined
  const calls = new Map(spans.map((span) => [span, calledBy(span)]))
  return {
    served,
    outermostCalls: (store) =>
      spans.filter((span) => calls.get(span) === store && !lineOf(span, byId).some((up) => calls.get(up) === store)),
    orphans: spans.filter(({ parentId }) => parentId !== '' && parentId !== ours && !byId.has(parentId)),
  }
}

/** The spans above one, nearest first, as far as they came and please; ends where foreign input runs in a circle. */
const lineOf = (
  span: Span,
  byId: ReadonlyMap<string, Span>,
  isWanted: (above: Span) => boolean = () => true,
): readonly Span[] => {
  const line = new Set<Span>()
  let above = byId.get(span.parentId)
  while (above && above !== span && !line.has(above) && isWanted(above)) {
    line.add(above)
    above = byId.get(above.parentId)
  }
  return [...line]
}
