// The results as the README shows them.

const fixed = (digits) => (value) => (Number.isFinite(value) ? value.toFixed(digits) : '-')
const text = (value) => String(value ?? '-')
const ms = (value) => (Number.isFinite(value) ? value.toPrecision(value < 1_000 ? 3 : 4) : '-')

const COST = [
  ['tool', ({ tool, version }) => `${tool} ${version}`],
  ['KiB a user', ({ kibAUser }) => fixed(1)(kibAUser)],
  ['base MiB', ({ baseMib }) => fixed(0)(baseMib)],
  ['CPU us a request, hold', ({ holdCpuUs }) => fixed(0)(holdCpuUs)],
  ['whole run', ({ wholeCpuUs }) => fixed(0)(wholeCpuUs)],
  ['requests/s', ({ perSec }) => fixed(0)(perSec)],
  ['of due %', ({ ofDuePercent }) => fixed(1)(ofDuePercent)],
  ['connections', ({ connections }) => text(connections)],
  ['processes', ({ processes }) => text(processes)],
  ['errors', ({ errors }) => text(errors)],
]

const FREEZE = [
  ['tool', ({ tool, version, setting }) => [tool, version, setting].filter(Boolean).join(' ')],
  ['users or connections', ({ users }) => text(users)],
  ['samples', ({ samples }) => text(samples)],
  ['p95 ms', ({ p95Ms }) => ms(p95Ms)],
  ['p99 ms', ({ p99Ms }) => ms(p99Ms)],
  ['max ms', ({ maxMs }) => ms(maxMs)],
  ['errors', ({ errors }) => text(errors)],
]

const MOST = [
  ['tool', ({ tool, version }) => `${tool} ${version}`],
  ['users held', ({ held }) => text(held)],
  ['what stopped it', ({ stopped }) => text(stopped)],
]

const markdown = (columns, rows) =>
  [
    columns.map(([name]) => name),
    columns.map(() => '---'),
    ...rows.map((row) => columns.map(([, cell]) => cell(row).replaceAll('|', '/'))),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')

/** Everything that was measured, as Markdown tables. */
export const tablesOf = ({ cost = [], freeze = [], search = [] }, truth) => {
  const users = cost.filter(({ playsUsers }) => playsUsers)
  const connections = cost.filter(({ playsUsers }) => !playsUsers)
  return [
    ['log in, then poll every 20 s', COST, users],
    ['the same number of connections, one request', COST, connections],
    ['a server that freezes for 2 s', FREEZE, freeze.length > 0 ? [{ tool: 'in truth', ...truth }, ...freeze] : []],
    ['most users held without an error', MOST, search],
  ]
    .filter(([, , rows]) => rows.length > 0)
    .map(([title, columns, rows]) => `${title}:\n\n${markdown(columns, rows)}\n`)
    .join('\n')
}
