// A row's figures beside their bars, printed and kept.
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { machineText } from './processes.mjs'

const RESULTS = fileURLToPath(new URL('../results/', import.meta.url))

// What must hold and what is striven for, of each row; `least` where more is better.
const BARS = {
  A: {
    'failed + dropped': { most: 0 },
    'sent of due %': { least: 99.9 },
    'generator KiB a user': { most: 10, strive: 6 },
    'lag p99 ms, hold': { most: 20 },
    ratio: { most: 2.8, strive: 1.5 },
  },
  B: {
    'failed + dropped': { most: 0 },
    'generator KiB a user': { most: 56, strive: 40 },
    'machine GiB': { most: 22 },
  },
  C: {
    users: { least: 120_000, strive: 160_000 },
    valid: { equal: 'yes' },
    failed: { most: 0 },
    dropped: { most: 0 },
    // Fewer would come in heaps, which cost less each.
    'polls alone, sent of due %': { least: 99 },
    'nodes us a poll': { most: 45, strive: 35 },
    'nodes us a poll, posts included': { most: 45, strive: 35 },
  },
  D: {
    'of wrk': { least: 0.7, strive: 0.9 },
    'times autocannon': { least: 1.5 },
  },
  E: {
    'of undici': { most: 0.6 },
    ratio: { most: 2, strive: 1.4 },
  },
  F: {
    'recording %': { most: 5, strive: 2 },
    'recording alone %': { most: 5, strive: 2 },
  },
  H: {
    "of the best peer's KiB a user": { most: 0.5, strive: 0.33 },
    "of the best peer's us, hold": { most: 0.5, strive: 0.33 },
    "of the best peer's us, whole run": { most: 0.5, strive: 0.33 },
  },
}

/** Prints a row, each figure with its bar, and adds it to a file of `bench/results`, those of scale.mjs to `scale-<name>.jsonl`. */
export const report = (name, row, { bars = BARS[name] ?? {}, file = `scale-${name}` } = {}) => {
  console.log(`\n${name}`)
  console.table(isNested(row) ? row : barred(row, bars))
  keep(file, row)
}

/** Adds a line to `bench/results/<name>.jsonl`: date, machine, revision, and the row. */
export const keep = (name, row) => {
  mkdirSync(RESULTS, { recursive: true })
  const line = { at: new Date().toISOString(), machine: machineText(), revision: revision(), row }
  appendFileSync(`${RESULTS}${name}.jsonl`, `${JSON.stringify(line)}\n`)
}

const isNested = (row) => Object.values(row).every((value) => typeof value === 'object')

const barred = (row, bars) =>
  Object.fromEntries(
    Object.entries(row).map(([figure, value]) => {
      const bar = bars[figure]
      if (bar === undefined) return [figure, { figure: value }]
      return [figure, { figure: value, 'must hold': barText(bar), met: isMet(value, bar) ? 'yes' : 'NO', ...aim(bar) }]
    }),
  )

const barText = ({ most, least, equal }) => equal ?? (most === undefined ? `>= ${least}` : `<= ${most}`)
const isMet = (value, { most = Infinity, least = -Infinity, equal = value }) =>
  value === equal && (typeof value !== 'number' || (value <= most && value >= least))
const aim = ({ strive }) => (strive === undefined ? {} : { 'strive for': strive })

// Of the checkout that the figures are of; `+` when files differ from it.
const revision = () => {
  const git = (...args) => execFileSync('git', args, { cwd: RESULTS, encoding: 'utf8' }).trim()
  return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--', '../..', ':!.') === '' ? '' : '+')
}
