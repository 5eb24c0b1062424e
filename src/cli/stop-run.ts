import type { CommandContext } from './context.js'
import { stopOnSignals } from './stop-signals.js'

/** What stops a run that writes into a folder: the first signal lets users finish, the second ends at once. */
export const stopRunOnSignals = ({ output, signals, exit }: CommandContext, outDir: string) =>
  stopOnSignals(
    signals,
    () => output.err('\nstopping: users finish and log out; Ctrl-C again ends at once\n'),
    (code) => {
      output.err(`\nended; what was measured can be reported: tatami-load report ${outDir}\n`)
      exit(code)
    },
  )
