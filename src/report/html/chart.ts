import { html, type Markup, type Piece } from './markup.js'

/** Width of a drawing in its own pixels: over a page, one of two beside each other, or on a telephone. */
export type ChartSize = PageSize | 'narrow'
export type PageSize = 'wide' | 'half'

export const CHART_WIDTH: Readonly<Record<ChartSize, number>> = { wide: 920, half: 460, narrow: 360 }

/** The same chart drawn for a page and for a telephone, so that its letters stay readable; the style sheet shows the one that fits. */
export const responsiveChart = (draw: (size: ChartSize) => Markup, onPage: PageSize = 'wide'): Markup =>
  html`<div class="chart wide">${draw(onPage)}</div><div class="chart narrow">${draw('narrow')}</div>`

/** A drawing with a name for those who cannot see it. */
export const svg = (size: ChartSize, height: number, label: string, ...content: readonly Piece[]): Markup => {
  const width = CHART_WIDTH[size]
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">${content.map((piece) => html`${piece}`)}</svg>`
}

/** A line through points; undefined breaks it, and a point without neighbours is a dot. */
export const linePath = (points: readonly (Point | undefined)[]): string => {
  let path = ''
  let isOpen = false
  for (const point of points) {
    if (point) path += isOpen ? `L${px(point[0])} ${px(point[1])}` : `M${px(point[0])} ${px(point[1])}h0`
    isOpen = point !== undefined
  }
  return path
}

export type Point = readonly [x: number, y: number]

/** Tenths of a pixel: finer is not seen and costs bytes. */
export const px = (value: number): number => Math.round(value * 10) / 10
