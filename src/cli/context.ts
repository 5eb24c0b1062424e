import type { Output } from './output.js'
import type { SignalSource } from './stop-signals.js'

/** What commands are given of the process they run in. */
export interface CommandContext {
  readonly output: Output
  readonly signals: SignalSource
  readonly env: NodeJS.ProcessEnv
  readonly cwd: string
  /** Words of the command line behind the program's name. */
  readonly argv: readonly string[]
  /** The exit code of the command, once it is over. */
  setExitCode(code: number): void
  /** Ends the process at once. */
  exit(code: number): void
}
