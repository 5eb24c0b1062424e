import { countText, shareText } from '../../base/quantity-text.js'
import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import type { Tier } from '../result.js'
import { TIERS } from '../result.js'
import { type ChartSize, linePath, px, responsiveChart, svg } from './chart.js'
import { FOOT } from './grid.js'
import { frameMarkup, type LoadFrame, type LoadUnit, loadFrame, sign } from './load-chart.js'
import { html, type Markup } from './markup.js'
import { noData } from './no-data.js'

/** How busy each tier was at each load that was measured. */
export interface Utilisation {
  readonly loadUnit: LoadUnit
  readonly tiers: readonly {
    readonly tier: Tier
    /** Share of the tier's capacity in use, 0 to 1. */
    readonly points: readonly { readonly load: number; readonly share: number }[]
  }[]
}

/** Utilisation of each tier against load, each line with a sign of its own and its tier's name. */
export const utilisationFigure = ({ loadUnit, tiers }: Utilisation): Markup => {
  const known = tiers
    .map(({ tier, points }) => ({ tier, points: points.filter(isKnown).sort((a, b) => a.load - b.load) }))
    .filter(({ points }) => points.length > 0)
  if (known.length === 0) return noData('no source told how busy a tier was.')
  return responsiveChart((size) => utilisationChart({ loadUnit, tiers: known }, size))
}

const isKnown = ({ load, share }: { load: number; share: number }): boolean =>
  Number.isFinite(load) && Number.isFinite(share)

const utilisationChart = ({ loadUnit, tiers }: Utilisation, size: ChartSize): Markup => {
  const points = tiers.flatMap(({ points }) => points)
  const frame = loadFrame(
    { load: Math.max(...points.map(({ load }) => load)), value: Math.max(1, ...points.map(({ share }) => share)) },
    0,
    size,
  )
  const { left, right, value } = frame
  const full = px(value.at(1))
  return svg(
    size,
    frame.bottom + FOOT,
    say`Utilisation of ${tiers.map(({ tier }) => tier).join(', ')} against ${said(loadUnit)}`,
    frameMarkup(frame, loadUnit, 'Utilisation', shareText),
    html`<path class="mark-line c-failed" d="M${left} ${full}H${right}"/>`,
    tiers.map((one) => tierMarkup(one, loadUnit, frame)),
    names(tiers, frame),
  )
}

type TierPoints = Utilisation['tiers'][number]

const tierMarkup = ({ tier, points }: TierPoints, unit: LoadUnit, { load, value }: LoadFrame): Markup => {
  const places = points.map((point) => ({ ...point, x: load.at(point.load), y: value.at(point.share) }))
  const signs = places.map(
    ({ load, share, x, y }) =>
      html`<path class="sign t-${tier}" d="${sign(TIERS.indexOf(tier), x, y)}"><title>${say`${tier} at ${countText(load)} ${said(unit)}: ${shareText(share)} busy`}</title></path>`,
  )
  return html`<path class="line t-${tier}" d="${linePath(places.map(({ x, y }) => [x, y] as const))}"/>${signs}`
}

const LINE = 14

// At the lines' ends, moved apart where they would run into each other.
const names = (tiers: Utilisation['tiers'], { load, value, bottom }: LoadFrame): Markup[] => {
  const ends = tiers
    .flatMap(({ tier, points }) => {
      const last = points.at(-1)
      return last ? { tier, x: load.at(last.load), y: value.at(last.share) } : []
    })
    .sort((a, b) => b.y - a.y)
  let lowest = bottom + LINE
  return ends.map(({ tier, x, y }) => {
    lowest = Math.min(y, lowest - LINE)
    return html`<text class="key t-${tier}" x="${px(x + 9)}" y="${px(lowest + 4)}">${tier}</text>`
  })
}
