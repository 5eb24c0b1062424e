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

/** The process's own output; `isPlain` where the user asked this tool for no colour. */
export const processOutput = (isPlain: boolean, env: NodeJS.ProcessEnv = process.env): Output => ({
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  style: {
    columns: process.stdout.columns ?? WIDTH_OF_FILES,
    colour: !isPlain && showsColour(env, process.stdout.isTTY === true),
    unicode: env['TERM'] !== 'linux' && env['LC_ALL'] !== 'C' && env['LC_ALL'] !== 'POSIX',
  },
  isErrTty: process.stderr.isTTY === true && env['TERM'] !== 'dumb',
  errColumns: () => process.stderr.columns ?? WIDTH_OF_FILES,
})

/**
 * Whether standard output shows colour: NO_COLOR (no-color.org) says no, FORCE_COLOR (force-color.org) yes, or no where it is 0 or false;
 * without either the terminal decides.
 */
export const showsColour = ({ NO_COLOR, FORCE_COLOR, TERM }: NodeJS.ProcessEnv, isTty: boolean): boolean => {
  if (NO_COLOR) return false
  if (FORCE_COLOR) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return isTty && TERM !== 'dumb'
}
