import type { CommandContext } from './context.js'
import { failureOf } from './failure.js'
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
// `tatami-load report … | head` is no reason for a stack trace.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

try {
  await programOf(context).parseAsync()
} catch (error) {
  const { text, code } = failureOf(error)
  context.output.err(text)
  process.exitCode = code
}
