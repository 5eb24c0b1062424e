import { pluralText, spanText } from '../../base/quantity-text.js'
import type { Result } from '../result.js'
import type { Markup } from './markup.js'
import { factList } from './table.js'

/** How the load was made and what was measured of it, for whoever checks it. */
export const methodSection = ({
  profile,
  plan,
  tool,
  seed,
  stages,
  durationUs,
  generator,
  verdict,
  tiers,
}: Result): Markup => {
  const { ramp } = plan
  const shape = ramp.kind === 'stairs' ? `stairs of ${ramp.steps}` : ramp.kind
  const sources = [...new Set(tiers.filter(({ count }) => count > 0).map(({ source }) => source))]
  const windows = [...new Set(verdict.slos.map(({ over }) => over))]
  return factList([
    ['Profile', profile],
    [
      'Model',
      'Open: users arrive and act by a plan that was made before the first request, whether or not the platform keeps up; each is a browser session of its own over real connections.',
    ],
    [
      'Stages',
      `ramp ${spanText(ramp.durationUs)} (${shape}), hold ${spanText(plan.holdUs)}, ramp-down ${spanText(plan.rampDownUs)}; ran for ${spanText(durationUs)}`,
    ],
    [
      'Response time',
      'Counted from when the plan named the request, not from when it could be sent, so a platform that stalls cannot hide by slowing the test down (coordinated omission). Requests that were due and not sent count as dropped.',
    ],
    [
      'Warm-up',
      windows.length > 0 && stages.length > 0
        ? `Objectives are judged over: ${windows.join('; ')}. Tables and charts show the whole run.`
        : 'Nothing was judged; tables and charts show the whole run.',
    ],
    [
      'Distributions',
      'HdrHistogram with three digits per second and step; percentiles are read from merged counts, never averaged.',
    ],
    [
      'Times in the tiers',
      sources.length > 0 ? `By ${sources.join(' and ')}, each without the tiers behind it.` : 'No source told any.',
    ],
    [
      'Generator',
      `tatami-load ${tool.version} on Node ${tool.node}, ${pluralText(generator.shards, 'process', 'processes')} for the users, seed ${seed}: the same seed plans the same users, arrivals, actions and texts.`,
    ],
  ])
}
