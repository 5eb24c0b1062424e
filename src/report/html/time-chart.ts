import { countText, durationText, rateText, shareText } from '../../base/quantity-text.js'
import { clockText } from '../format.js'
import type { Result } from '../result.js'
import { type Axis, timeAxis } from './axis.js'
import { CHART_WIDTH, type ChartSize, linePath, type Point, px, svg } from './chart.js'
import { html, type Markup } from './markup.js'
import { type TimeBucket, timeBuckets } from './time-buckets.js'
import { type Panel, type Series, timePanels } from './time-panels.js'

/** Users, requests, failures, latency and the generator's health over the time of the run, one above the other on one time axis. */
export const timeChart = (result: Result, size: ChartSize): Markup => {
  const layout = layoutOf(result, size)
  const { buckets, panels, bottom } = layout
  return svg(
    size,
    bottom + 38,
    `Users, requests per second, failures and response time over ${countText(result.timeline.length)} seconds`,
    stageBands(result, layout),
    panels.map((panel) => panelMarkup(panel, layout)),
    timeLabels(layout),
    html`<text class="tick" x="${layout.right}" y="${bottom + 33}" text-anchor="end">time of the run</text>`,
    buckets.map((bucket) => hoverTarget(bucket, layout)),
  )
}

interface Layout {
  readonly left: number
  readonly right: number
  readonly bottom: number
  readonly time: Axis
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

const layoutOf = ({ timeline }: Result, size: ChartSize): Layout => {
  const [left, right] = [52, CHART_WIDTH[size] - 34]
  const buckets = timeBuckets(timeline, size === 'wide' ? 280 : 100)
  const panels: PlacedPanel[] = []
  for (const panel of timePanels(buckets)) {
    const top = (panels.at(-1)?.bottom ?? TOP - PANEL_GAP) + PANEL_GAP
    const bottom = top + panel.height
    panels.push({ ...panel, top, bottom, axis: panel.axisOver([bottom, top]) })
  }
  const time = timeAxis(Math.max(timeline.length, 1), [left, right], size === 'wide' ? 12 : 5)
  return { left, right, bottom: panels.at(-1)?.bottom ?? TOP, time, buckets, panels }
}

const panelMarkup = (panel: PlacedPanel, { left, right, time, buckets }: Layout): Markup => {
  const { title, top, axis, tickText, series } = panel
  const grid = axis.ticks.map((tick) => {
    const y = px(axis.at(tick))
    return html`<path class="grid" d="M${left} ${y}H${right}"/><text class="tick" x="${left - 6}" y="${y + 4}" text-anchor="end">${tickText(tick)}</text>`
  })
  const drawn = series.map((one) => seriesMarkup(one, panel, time, buckets))
  return html`<text class="title" x="${left}" y="${top - 8}">${title}</text>${grid}${drawn}`
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
    html`<text class="${ink} key" x="${px(end[0] + 6)}" y="${px(end[1] + 4)}">${label}</text>`
  if (kind === 'line' || !first || !last) return html`${line}${name || undefined}`
  const area = `${linePath(points)}L${px(middle(last))} ${px(bottom)}L${px(middle(first))} ${px(bottom)}z`
  return html`<path class="area ${ink}" d="${area}"/>${line}`
}

const stageBands = ({ stages, timeline }: Result, { time, bottom }: Layout): Markup[] =>
  stages.flatMap(({ name, fromUs, toUs }, index) => {
    const from = time.at(Math.min(fromUs / 1_000_000, timeline.length))
    const width = time.at(Math.min(toUs / 1_000_000, timeline.length)) - from
    if (width <= 0) return []
    const label =
      width > name.length * 8
        ? html`<text class="stage" x="${px(from + width / 2)}" y="14" text-anchor="middle">${name}</text>`
        : undefined
    return html`<rect class="band b${index % 2}" x="${px(from)}" y="0" width="${px(width)}" height="${px(bottom)}"/>${label}`
  })

const timeLabels = ({ time, bottom }: Layout): Markup[] =>
  time.ticks.map(
    (second) =>
      html`<path class="mark" d="M${px(time.at(second))} ${px(bottom)}v4"/><text class="tick" x="${px(time.at(second))}" y="${px(bottom) + 18}" text-anchor="middle">${clockText(second * 1_000_000)}</text>`,
  )

const hoverTarget = (bucket: TimeBucket, { time, bottom }: Layout): Markup => {
  const from = time.at(bucket.fromSecond)
  const width = time.at(bucket.toSecond) - from
  return html`<rect class="hover" x="${px(from)}" y="${STAGE_BOTTOM}" width="${px(width)}" height="${px(bottom - STAGE_BOTTOM)}"><title>${bucketText(bucket)}</title></rect>`
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
    p50Us === undefined || p99Us === undefined ? 'no answer' : `p50 ${durationText(p50Us)}, p99 ${durationText(p99Us)}`
  return [
    isSecond ? from : `${from} to ${clockText(toSecond * 1_000_000)}, latency, lag and CPU of the worst second`,
    `${countText(users)} users`,
    rateText(requestsPerSec),
    `${rateText(failedPerSec)} failed`,
    latency,
    ...(lagP99Us === undefined ? [] : [`lag p99 ${durationText(lagP99Us)}`]),
    ...(cpuShare === undefined ? [] : [`generator's machine ${shareText(cpuShare)} busy`]),
  ].join(' · ')
}
