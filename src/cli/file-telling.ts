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
  const loss = await lossBy(async () => {
    for (const file of await write()) output.err(`wrote ${file}\n`)
  })
  if (loss === undefined) return
  output.err(loss)
  setExitCode(INTERNAL_ERROR)
}

/** What to say of files that cannot be written; undefined when all of them are. */
export const lossBy = (write: () => Promise<void>): Promise<string | undefined> =>
  write().then(
    () => undefined,
    (error: unknown) => failureOf(error).text,
  )
