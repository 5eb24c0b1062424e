import type { RunFold } from '../metrics/run-fold.js'
import type { StoredRun } from '../metrics/run-reader.js'
import { askedOperations, type NginxDone, type StepDone } from '../verdict/asked-operations.js'
import { type OperationCount, operationCounts } from '../verdict/operation-counts.js'
import { nodeRows } from './node-rows.js'
import { requestCounts } from './result-rows.js'

/** A stored run's operations by tier: what its requests imply, what answers told, and what servers counted. */
export const operationCountsOf = ({ meta, end }: StoredRun, { totals, nodes }: RunFold): OperationCount[] => {
  const steps: readonly StepDone[] = [...totals.steps].map(([id, step]) => ({
    step: meta.steps[id]?.name ?? '',
    isCacheable: meta.steps[id]?.isCacheable === true,
    ...{ ok: step.ok, written: step.written, jetty: step.tiers.get('jetty')?.count ?? 0 },
    ...{ cassandraOperations: step.cassandraOperations, elasticsearchOperations: step.elasticsearchOperations },
  }))
  return operationCounts(askedOperations(steps, meta.profile.behaviour, nginxDone(end)), {
    nodes: nodeRows(nodes.nodes),
    sent: requestCounts(totals, end?.ledger ?? null).sent,
    isWhole: end !== undefined,
  })
}

const nginxDone = (end: StoredRun['end']): NginxDone => ({
  counted: end?.front?.requests,
  traced: end?.joiner
    ? { samples: end.joiner.traced, lines: end.joiner.joined + end.joiner.unmatchedLines }
    : undefined,
})
