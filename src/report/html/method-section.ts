import { pluralText, spanText } from '../../base/quantity-text.js'
import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
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
  const shape = ramp.kind === 'stairs' ? say`stairs of ${ramp.steps}` : said(ramp.kind)
  const sources = [...new Set(tiers.filter(({ count }) => count > 0).map(({ source }) => source))]
  const windows = [...new Set(verdict.slos.map(({ over }) => over))]
  return factList([
    ['Profile', profile],
    [
      'Model',
      say`Open: users arrive and act by a plan that was made before the first request, whether or not the platform keeps up; each is a browser session of its own over real connections.`,
    ],
    [
      'Stages',
      say`ramp ${spanText(ramp.durationUs)} (${shape}), hold ${spanText(plan.holdUs)}, ramp-down ${spanText(plan.rampDownUs)}; ran for ${spanText(durationUs)}`,
    ],
    [
      'Response time',
      say`Counted from when the plan named the request, not from when it could be sent, so a platform that stalls cannot hide by slowing the test down (coordinated omission). Requests that were due and not sent count as dropped.`,
    ],
    [
      'Warm-up',
      windows.length > 0 && stages.length > 0
        ? say`Objectives are judged over: ${windows.map(said).join(said('; '))}. Tables and charts show the whole run.`
        : say`Nothing was judged; tables and charts show the whole run.`,
    ],
    [
      'Distributions',
      say`HdrHistogram with three digits per second and step; percentiles are read from merged counts, never averaged.`,
    ],
    [
      'Times in the tiers',
      sources.length > 0
        ? say`By ${sources.join(say` and `)}, each without the tiers behind it.`
        : say`No source told any.`,
    ],
    [
      'Generator',
      say`tatami-load ${tool.version} on Node ${tool.node}, ${pluralText(generator.shards, 'process', 'processes')} for the users, seed ${seed}: the same seed plans the same users, arrivals, actions and texts.`,
    ],
  ])
}
