import { countText, durationText, rateText, shareText } from '../../base/quantity-text.js'
import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import { clockText } from '../format.js'
import type { Result } from '../result.js'
import type { Axis } from './axis.js'
import { type ChartSize, linePath, type Point, px, svg } from './chart.js'
import { eventMarks } from './event-marks.js'
import { FOOT, valueLines } from './grid.js'
import { html, type Markup } from './markup.js'
import { type TimeBucket, timeBuckets } from './time-buckets.js'
import { stageBands, type TimeFrame, timeFoot, timeFrame, timeTarget } from './time-frame.js'
import { type Panel, type Series, timePanels } from './time-panels.js'

/** Users, requests, failures, latency and the generator's health over the time of the run, one above the other on one time axis. */
export const timeChart = (result: Result, size: ChartSize): Markup => {
  const layout = layoutOf(result, size)
  const { buckets, panels, bottom } = layout
  return svg(
    size,
    bottom + FOOT,
    say`Users, requests per second, failures and response time over ${countText(result.timeline.length)} seconds`,
    stageBands(result, layout, bottom),
    panels.map((panel) => panelMarkup(panel, layout)),
    timeFoot(layout, bottom),
    buckets.map((bucket) => timeTarget(layout, bucket, [STAGE_BOTTOM, bottom], bucketText(bucket))),
    eventMarks(result, { time: layout.time, top: STAGE_BOTTOM, bottom }),
  )
}

interface Layout extends TimeFrame {
  readonly bottom: number
  readonly buckets: readonly TimeBucket[]
  readonly panels: readonly PlacedPanel[]
}

interface PlacedPanel extends Panel {
  readonly top: number
  readonly bottom: number
  readonly axis: Axis
}

// Room for the stages' names, then for the title above each panel.
const TOP = 44
const PANEL_GAP = 34
const STAGE_BOTTOM = 20

const layoutOf = (result: Result, size: ChartSize): Layout => {
  const buckets = timeBuckets(result.timeline, size === 'wide' ? 280 : 100)
  const panels: PlacedPanel[] = []
  for (const panel of timePanels(buckets)) {
    const top = (panels.at(-1)?.bottom ?? TOP - PANEL_GAP) + PANEL_GAP
    const bottom = top + panel.height
    panels.push({ ...panel, top, bottom, axis: panel.axisOver([bottom, top]) })
  }
  return { ...timeFrame(result, size), bottom: panels.at(-1)?.bottom ?? TOP, buckets, panels }
}

const panelMarkup = (panel: PlacedPanel, layout: Layout): Markup => {
  const { title, top, axis, tickText, series } = panel
  const drawn = series.map((one) => seriesMarkup(one, panel, layout.time, layout.buckets))
  return html`<text class="title" x="${layout.left}" y="${top - 8}">${said(title)}</text>${valueLines(axis, layout, tickText)}${drawn}`
}

const seriesMarkup = (
  { kind, ink, label, value }: Series,
  { axis, bottom }: PlacedPanel,
  time: Axis,
  buckets: readonly TimeBucket[],
): Markup => {
  const middle = ({ fromSecond, toSecond }: TimeBucket): number => time.at((fromSecond + toSecond) / 2)
  if (kind === 'bars') {
    const bars = buckets.map((bucket) => {
      const y = axis.at(value(bucket) ?? 0)
      const width = Math.max(time.at(bucket.toSecond) - time.at(bucket.fromSecond) - 0.6, 1)
      return bottom - y < 0.05
        ? ''
        : `M${px(time.at(bucket.fromSecond))} ${px(bottom)}V${px(y)}h${px(width)}V${px(bottom)}z`
    })
    return html`<path class="bars ${ink}" d="${bars.join('')}"/>`
  }
  const points = buckets.map((bucket): Point | undefined => {
    const y = value(bucket)
    return y === undefined ? undefined : [middle(bucket), axis.at(y)]
  })
  const line = html`<path class="line ${ink}" d="${linePath(points)}"/>`
  const [first, last] = [buckets[0], buckets.at(-1)]
  const end = points.findLast((point) => point !== undefined)
  const name =
    label !== undefined &&
    end &&
    html`<text class="${ink} key" x="${px(end[0] + 6)}" y="${px(end[1] + 4)}">${said(label)}</text>`
  if (kind === 'line' || !first || !last) return html`${line}${name || undefined}`
  const area = `${linePath(points)}L${px(middle(last))} ${px(bottom)}L${px(middle(first))} ${px(bottom)}z`
  return html`<path class="area ${ink}" d="${area}"/>${line}`
}

const bucketText = ({
  fromSecond,
  toSecond,
  users,
  requestsPerSec,
  failedPerSec,
  p50Us,
  p99Us,
  lagP99Us,
  cpuShare,
}: TimeBucket): string => {
  const isSecond = toSecond - fromSecond === 1
  const from = clockText(fromSecond * 1_000_000)
  const latency =
    p50Us === undefined || p99Us === undefined
      ? say`no answer`
      : `p50 ${durationText(p50Us)}, p99 ${durationText(p99Us)}`
  return [
    isSecond ? from : say`${from} to ${clockText(toSecond * 1_000_000)}, latency, lag and CPU of the worst second`,
    say`${countText(users)} users`,
    rateText(requestsPerSec),
    say`${rateText(failedPerSec)} failed`,
    latency,
    ...(lagP99Us === undefined ? [] : [say`lag p99 ${durationText(lagP99Us)}`]),
    ...(cpuShare === undefined ? [] : [say`generator's machine ${shareText(cpuShare)} busy`]),
  ].join(' · ')
}
