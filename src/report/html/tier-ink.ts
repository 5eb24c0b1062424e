import type { Tier } from '../result.js'
import { px } from './chart.js'
import { html, type Markup } from './markup.js'

/** A field of a drawing, in its pixels. */
export interface Field {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/**
 * Fields of a tier in its colour and hatched, so that they are told apart without it. Hatches are lines and no pattern: browsers print a
 * pattern as a picture each time it is used.
 */
export const tierFields = (tier: Tier, fields: readonly Field[], title?: string): Markup => {
  const outline = fields.map(
    ({ left, right, top, bottom }) => `M${px(left)} ${px(bottom)}V${px(top)}H${px(right)}V${px(bottom)}z`,
  )
  const hatch = fields.flatMap((field) => HATCHES[tier].flatMap((lines) => lines(field))).join('')
  return html`<g class="t-${tier}"><path class="part" d="${outline.join('')}">${title === undefined ? undefined : html`<title>${title}</title>`}</path>${hatch === '' ? undefined : html`<path class="hatch" d="${hatch}"/>`}</g>`
}

/** Which hatch is which tier. */
export const tierLegend = (tiers: readonly Tier[], meaningOf: (tier: Tier) => string): Markup =>
  html`<ul class="legend">${tiers.map((tier) => html`<li title="${meaningOf(tier)}">${tierSwatch(tier)}${tier}</li>`)}</ul>`

/** A small field of a tier. */
export const tierSwatch = (tier: Tier): Markup =>
  html`<svg class="swatch" viewBox="0 0 14 12" aria-hidden="true">${tierFields(tier, [{ left: 0, right: 14, top: 0, bottom: 12 }])}</svg>`

type Lines = (field: Field) => readonly string[]

const APART = 6

// Places of lines are multiples of their distance, so that fields beside each other are hatched as one.
const places = (from: number, to: number, apart: number): readonly number[] => {
  const first = Math.ceil(from / apart)
  return Array.from({ length: Math.max(Math.floor(to / apart) - first + 1, 0) }, (_, index) => (first + index) * apart)
}

const flat: Lines = ({ left, right, top, bottom }) =>
  places(top + 1, bottom - 1, 4).map((y) => `M${px(left)} ${px(y)}H${px(right)}`)

const upright: Lines = ({ left, right, top, bottom }) =>
  places(left + 1, right - 1, 4).map((x) => `M${px(x)} ${px(top)}V${px(bottom)}`)

// On each line x + y is the same.
const rising: Lines = ({ left, right, top, bottom }) =>
  places(left + top + 1, right + bottom - 1, APART).map((sum) => {
    const [from, to] = [Math.max(left, sum - bottom), Math.min(right, sum - top)]
    return `M${px(from)} ${px(sum - from)}L${px(to)} ${px(sum - to)}`
  })

// On each line x - y is the same.
const falling: Lines = ({ left, right, top, bottom }) =>
  places(left - bottom + 1, right - top - 1, APART).map((difference) => {
    const [from, to] = [Math.max(left, top + difference), Math.min(right, bottom + difference)]
    return `M${px(from)} ${px(from - difference)}L${px(to)} ${px(to - difference)}`
  })

const HATCHES: Readonly<Record<Tier, readonly Lines[]>> = {
  network: [upright],
  nginx: [],
  jetty: [rising],
  cassandra: [flat],
  elasticsearch: [rising, falling],
}
