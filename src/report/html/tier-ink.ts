import { TIERS, type Tier } from '../result.js'
import { html, type Markup } from './markup.js'

/**
 * A pattern for each tier's area, told apart without its colour as well. Stands once on a page; charts refer to it.
 */
export const tierPatterns = (): Markup =>
  html`<svg class="patterns" width="0" height="0" aria-hidden="true"><defs>${TIERS.map(pattern)}</defs></svg>`

/** What an area of a tier is filled with. */
export const tierFill = (tier: Tier): string => `url(#p-${tier})`

/** Which pattern is which tier. */
export const tierLegend = (tiers: readonly Tier[], meaningOf: (tier: Tier) => string): Markup =>
  html`<ul class="legend">${tiers.map((tier) => html`<li title="${meaningOf(tier)}">${tierSwatch(tier)}${tier}</li>`)}</ul>`

/** A small field of a tier's pattern. */
export const tierSwatch = (tier: Tier): Markup =>
  html`<svg class="swatch" viewBox="0 0 14 12" aria-hidden="true"><rect width="14" height="12" fill="${tierFill(tier)}"/></svg>`

const pattern = (tier: Tier): Markup =>
  html`<pattern id="p-${tier}" class="t-${tier}" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="currentColor"/><path class="hatch" d="${HATCHES[tier]}"/></pattern>`

// Strokes of 8 by 8 pixels that go on at the other side.
const HATCHES: Readonly<Record<Tier, string>> = {
  network: 'M2 2h.1M6 6h.1',
  nginx: '',
  jetty: 'M-1 1L1 -1M0 8L8 0M7 9L9 7',
  cassandra: 'M0 2H8M0 6H8',
  elasticsearch: 'M0 0L8 8M8 0L0 8',
}
