import type { RunMeta } from '../../metrics/run-record.js'
import type { SecondRecord } from '../../metrics/second-record.js'
import { SparseHistogram } from '../../metrics/sparse-histogram.js'
import { KNOWN_WORDS } from '../../tatami/population.js'
import * as routes from '../../tatami/routes.js'

/** A step that a session alone can ask for, again and again, with what it asks for. */
export interface LonelyStep {
  readonly step: string
  readonly path: string
  readonly serviceUs: number
}

/** Steps that need nothing of an earlier answer and change nothing. */
const PATHS: Readonly<Record<string, string>> = {
  'login/home': routes.HOME_PAGE,
  'login/groups': routes.GROUPS,
  'login/tags': routes.POPULAR_TAGS,
  'login/suggestions': routes.SUGGESTIONS,
  'login/timeline': routes.homeTimeline(),
  'search/results': routes.searchStatus(KNOWN_WORDS[0] ?? ''),
}

/** Fewer answers tell no mean. */
const LEAST_ANSWERS = 5

/** The cheapest and the dearest of them by the mean service time of some seconds; undefined where these tell of fewer than two. */
export const chooseSteps = (
  records: readonly SecondRecord[],
  { steps }: Pick<RunMeta, 'steps'>,
): { readonly cheapest: LonelyStep; readonly dearest: LonelyStep } | undefined => {
  const found = steps.flatMap(({ name }, id): LonelyStep[] => {
    const path = Object.hasOwn(PATHS, name) ? PATHS[name] : undefined
    const service = serviceOf(records, id)
    return path !== undefined && service.count >= LEAST_ANSWERS
      ? [{ step: name, path, serviceUs: Math.round(service.mean() ?? 0) }]
      : []
  })
  const [cheapest, ...others] = found.toSorted((a, b) => a.serviceUs - b.serviceUs)
  const dearest = others.at(-1)
  return cheapest && dearest && { cheapest, dearest }
}

const serviceOf = (records: readonly SecondRecord[], id: number): SparseHistogram => {
  const service = new SparseHistogram()
  for (const { steps = [] } of records)
    for (const step of steps) if (step.step === id) service.mergeEntries(step.service ?? [])
  return service
}
