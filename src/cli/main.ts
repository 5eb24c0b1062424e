import type { CommandContext } from './context.js'
import { failureOf, INTERNAL_ERROR } from './failure.js'
import { processOutput } from './output.js'
import { programOf } from './program.js'

const colour = process.argv.includes('--no-color') ? false : undefined
const context: CommandContext = {
  output: processOutput(colour),
  signals: process,
  env: process.env,
  cwd: process.cwd(),
  setExitCode: (code) => {
    process.exitCode = code
  },
  exit: (code) => process.exit(code),
}
// `tatami-load run … | head` is no reason for a stack trace, nor to end a run and forget how it came out.
process.stderr.on('error', () => undefined)
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return
  context.output.err(`error: standard output cannot be written (${error.code})\n`)
  process.exit(INTERNAL_ERROR)
})

try {
  await programOf(context).parseAsync()
} catch (error) {
  const { text, code } = failureOf(error)
  context.output.err(text)
  process.exitCode = code
}
