import { isOn } from '../profile/environment.js'
import type { CommandContext } from './context.js'
import { failureOf, INTERNAL_ERROR } from './failure.js'
import { processOutput } from './output.js'
import { programOf } from './program.js'

const isPlain = process.argv.includes('--no-color') || isOn(process.env, 'TATAMI_LOAD_NO_COLOR')
const context: CommandContext = {
  output: processOutput(isPlain),
  signals: process,
  env: process.env,
  cwd: process.cwd(),
  argv: process.argv.slice(2),
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

// Not caught here: where modules cannot be loaded, bin/ says why.
const program = await programOf(context)
try {
  await program.parseAsync()
} catch (error) {
  const { text, code } = failureOf(error)
  context.output.err(text)
  process.exitCode = code
}
