import { CommanderError } from 'commander'
import { UsageError } from '../base/errors.js'
import { EXIT_CODES, exitCodeOfError } from '../verdict/exit-code.js'

/** A defect of the tool itself, or its output is lost: sysexits' EX_SOFTWARE. */
export const INTERNAL_ERROR = 70

/** What to write to standard error for an error that ended a command, and the exit code. */
export const failureOf = (error: unknown): { readonly text: string; readonly code: number } => {
  // Commander has said it already.
  if (error instanceof CommanderError) return { text: '', code: error.exitCode === 0 ? 0 : EXIT_CODES.usage }
  const code = exitCodeOfError(error)
  if (code !== undefined && error instanceof Error) return { text: sentences(error), code }
  if (isOutOfFiles(error)) return { text: OUT_OF_FILES, code: EXIT_CODES.preflight }
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { text: `error: this is a defect of tatami-load, please report it\n${what}\n`, code: INTERNAL_ERROR }
}

// Of one process, or of the machine.
const isOutOfFiles = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EMFILE' || error.code === 'ENFILE')

const OUT_OF_FILES =
  'error: this machine ran out of open files (ulimit -Hn, sysctl fs.file-max): as root ulimit -n 1048576 before the start, ' +
  'and sysctl -w fs.file-max=2000000\n'

const sentences = (error: Error): string =>
  error instanceof UsageError
    ? error.problems.map(({ path, value, remedy }) => `error: ${path}: ${shown(value)}: ${remedy}\n`).join('')
    : `error: ${error.message}\n`

// An empty value would leave two colons side by side, a long one would hide what to do.
const shown = (value: string): string => {
  if (value === '') return '(empty)'
  return value.length > 200 ? `${value.slice(0, 200)}…` : value
}
