import { styleText } from 'node:util'
import type { TextStyle } from '../report/renderer.js'

/** Where a command writes: results to standard output, everything about their making to standard error. */
export interface Output {
  out(text: string): void
  err(text: string): void
  /** How standard output shows text. */
  readonly style: TextStyle
  /** Whether standard error is a terminal, and its width now. */
  readonly isErrTty: boolean
  errColumns(): number
}

const WIDTH_OF_FILES = 120

/** The process's own output. `colour` is undefined where the user did not say: then NO_COLOR and the terminal decide. */
export const processOutput = (colour: boolean | undefined, env: NodeJS.ProcessEnv = process.env): Output => ({
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  style: {
    columns: process.stdout.columns ?? WIDTH_OF_FILES,
    colour: colour ?? (process.stdout.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb'),
    unicode: env['TERM'] !== 'linux' && env['LC_ALL'] !== 'C' && env['LC_ALL'] !== 'POSIX',
  },
  isErrTty: process.stderr.isTTY === true && env['TERM'] !== 'dumb',
  errColumns: () => process.stderr.columns ?? WIDTH_OF_FILES,
})

/** A word of standard error that stands out where it is a terminal. */
export const bold = (text: string, { isErrTty }: Output): string => (isErrTty ? styleText('bold', text) : text)
