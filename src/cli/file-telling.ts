import type { CommandContext } from './context.js'
import { failureOf, INTERNAL_ERROR } from './failure.js'

/**
 * Writes files once the figures are shown, and names them. Those that cannot be written are told in a sentence, and the exit code
 * says that output is lost.
 */
export const tellFiles = async (
  { output, setExitCode }: Pick<CommandContext, 'output' | 'setExitCode'>,
  write: () => Promise<readonly string[]>,
): Promise<void> => {
  try {
    for (const file of await write()) output.err(`wrote ${file}\n`)
  } catch (error) {
    output.err(failureOf(error).text)
    setExitCode(INTERNAL_ERROR)
  }
}
