import type { Problem } from '../base/errors.js'

/** Problems in the order in which somebody mends them: file by file, each from its top; what stands on no line comes last. */
export const problemsByLine = (problems: readonly Problem[]): readonly Problem[] => {
  const places = problems.map((problem) => ({ problem, ...placeOf(problem) }))
  const files = [...new Set(places.map(({ file }) => file).filter((file) => file !== undefined))]
  const rank = ({ file }: Place): number => (file === undefined ? files.length : files.indexOf(file))
  return places.toSorted((a, b) => rank(a) - rank(b) || a.line - b.line).map(({ problem }) => problem)
}

interface Place {
  readonly file?: string
  readonly line: number
}

// As `profile-file.ts` and `accounts-csv.ts` write it: `bank.yaml:12: ramp.rate`, `accounts.csv:3`.
const placeOf = ({ path }: Problem): Place => {
  const [, file, line] = /^(.+?):(\d+)(?:: |$)/.exec(path) ?? []
  return file === undefined ? { line: 0 } : { file, line: Number(line) }
}
