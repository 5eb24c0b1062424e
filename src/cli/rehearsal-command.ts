import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { monotonicClock } from '../base/clock.js'
import type { Rehearsal } from '../rehearsal/rehearsal.js'
import { startRehearsal } from '../rehearsal/start-rehearsal.js'
import { ACCOUNT_PATTERN, PASSWORD } from '../tatami/population.js'
import type { CommandContext } from './context.js'
import { addRehearsalFlags, profileOf } from './profile-flags.js'
import { stopOnSignals } from './stop-signals.js'

/** `rehearsal`: the embedded stack alone, until Ctrl-C, for trying other clients on it. */
export const rehearsalCommand = (context: CommandContext): Command =>
  addRehearsalFlags(new Command('rehearsal'))
    .description('Bring up the embedded Tatami stack alone, for trying other clients on it')
    .option('-u, --users <N>', 'users to size the front for', '1000')
    .addHelpText(
      'after',
      '\nExamples:\n  tatami-load rehearsal --plain\n  tatami-load rehearsal --fault cassandra:slow=x3@30s',
    )
    .action(async (flags: Record<string, unknown>) => {
      const { rehearsal: size, users, seed } = profileOf(undefined, flags, context)
      const stack = await startRehearsal({ size, users, seed })
      const folder = stack.ca === undefined ? undefined : mkdtempSync(join(tmpdir(), 'tatami-load-ca-'))
      try {
        stack.setEpoch(monotonicClock.nowUs())
        context.output.out(greeting(stack, folder))
        await untilStopped(stack, context)
      } finally {
        if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
        await stack.stop()
      }
    })

const greeting = ({ url, description, ca, fronts, accessLogs }: Rehearsal, folder: string | undefined): string => {
  const file = folder === undefined ? undefined : join(folder, 'ca.pem')
  if (file !== undefined) writeFileSync(file, ca ?? '')
  const trust = file === undefined ? '' : `--cacert ${file} `
  return [
    description,
    `  front     ${url}`,
    ...fronts.map(({ address, port }) => `  address   ${address}:${port}`),
    ...(file === undefined ? [] : [`  authority ${file}`]),
    ...accessLogs.map((path) => `  log       ${path}`),
    `  accounts  ${ACCOUNT_PATTERN.replace('{n}', '0')}, ${ACCOUNT_PATTERN.replace('{n}', '1')}, … password ${PASSWORD}`,
    `  try       curl ${trust}-i ${url}/tatami/login`,
    'Ctrl-C ends it.',
    '',
  ].join('\n')
}

const untilStopped = async (stack: Rehearsal, { signals, exit }: CommandContext): Promise<void> => {
  const stopped = new Promise<void>((resolve) => {
    const stop = stopOnSignals(signals, () => undefined, exit)
    stop.onStop(resolve)
  })
  const reason = await Promise.race([stopped, stack.died])
  if (typeof reason === 'string') throw new Error(reason)
}
