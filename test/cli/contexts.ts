import type { CommandContext } from '../../src/cli/context.js'

/** A silent command line in a folder, with an empty environment. */
export const contextIn = (cwd: string): CommandContext => ({
  output: {
    out: () => undefined,
    err: () => undefined,
    style: { columns: 80, colour: false, unicode: true },
    isErrTty: false,
    errColumns: () => 80,
  },
  signals: process,
  env: {},
  cwd,
  argv: [],
  setExitCode: () => undefined,
  exit: () => undefined,
})
