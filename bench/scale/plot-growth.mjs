// Draws docs/growth.svg from the latest row G in bench/results/scale-G.jsonl: how CPU a request (in terms of the C floor's) and memory a
// user change from 1,000 to 160,000 users. Usage, after `node bench/scale/scale.mjs G`:
//
//   node bench/scale/plot-growth.mjs [RESULTS [SVG]]
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = (name) => fileURLToPath(new URL(name, import.meta.url))
const [results = here('../results/scale-G.jsonl'), svg = here('../../docs/growth.svg')] = process.argv.slice(2)

const [WIDTH, HEIGHT, GAP] = [340, 200, 70]
const LEFT = 50
const TOP = 50
// Room for the figures of the first and the last point.
const INSET = 25
const PANELS = [
  { title: 'CPU a request, times the C floor', of: ({ ratio }) => ratio },
  { title: 'generator KiB a user', of: (row) => row['generator KiB a user'] },
]

const drawn = ({ at, machine, revision, row }) => {
  const points = Object.values(row).toSorted((a, b) => a.users - b.users)
  const panels = PANELS.map((panel, i) => panelOf(panel, points, LEFT + i * (WIDTH + GAP)))
  const about = `${at.slice(0, 10)}, ${machine}, revision ${revision}`
  const size = { width: LEFT + 2 * WIDTH + GAP + 20, height: TOP + HEIGHT + 70 }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="#fff"/>
${panels.join('\n')}
<text x="${LEFT}" y="${size.height - 10}" fill="#666">${escaped(about)}</text>
</svg>
`
}

const panelOf = ({ title, of }, points, left) => {
  const most = roundUp(Math.max(...points.map(of)))
  const [first, last] = [points[0], points.at(-1)].map(({ users }) => Math.log(users))
  const x = (users) => left + INSET + ((Math.log(users) - first) / (last - first || 1)) * (WIDTH - 2 * INSET)
  const y = (value) => TOP + HEIGHT - (value / most) * HEIGHT
  const line = points.map((point) => `${x(point.users).toFixed(1)},${y(of(point)).toFixed(1)}`).join(' ')
  const grid = [0, 0.25, 0.5, 0.75, 1].map((share) => gridLine(left, y(share * most), share * most))
  const marks = points.map((point) => mark(x(point.users), y(of(point)), of(point), point.users))
  return `<text x="${left}" y="${TOP - 22}" font-weight="bold">${title}</text>
${grid.join('\n')}
<polyline points="${line}" fill="none" stroke="#1f5fa8" stroke-width="2"/>
${marks.join('\n')}
<text x="${left + WIDTH / 2}" y="${TOP + HEIGHT + 36}" text-anchor="middle" fill="#666">users</text>`
}

const gridLine = (left, y, value) =>
  `<path d="M${left} ${y}h${WIDTH}" stroke="#ddd"/><text x="${left - 6}" y="${y + 4}" text-anchor="end" fill="#666">${Number(value.toPrecision(3))}</text>`

const mark = (x, y, value, users) =>
  `<circle cx="${x}" cy="${y}" r="3.5" fill="#1f5fa8"/><text x="${x}" y="${y - 8}" text-anchor="middle">${value}</text>
<text x="${x}" y="${TOP + HEIGHT + 18}" text-anchor="middle" fill="#666">${users.toLocaleString('en-US')}</text>`

// The next of 1, 2, 4, 8, 10 times a power of ten, so that quarters of it are short.
const roundUp = (value) => {
  const power = 10 ** Math.floor(Math.log10(value))
  return [1, 2, 4, 8, 10].map((factor) => factor * power).find((bound) => bound >= value)
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const lines = readFileSync(results, 'utf8').trim().split('\n')
writeFileSync(svg, drawn(JSON.parse(lines.at(-1))))
console.log(svg)
