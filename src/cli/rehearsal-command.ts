import { Command } from 'commander'
import { monotonicClock } from '../base/clock.js'
import type { Rehearsal } from '../rehearsal/rehearsal.js'
import { startRehearsal } from '../rehearsal/start-rehearsal.js'
import { ACCOUNT_PATTERN, PASSWORD } from '../tatami/population.js'
import { profileOfStack } from './asked-profile.js'
import type { CommandContext } from './context.js'
import { fetchRealStores } from './fetch-stores.js'
import { addRehearsalFlags, type Flags } from './profile-flags.js'
import { stopOnSignals } from './stop-signals.js'

/** `rehearsal`: the embedded stack alone, until Ctrl-C, for trying other clients on it. */
export const rehearsalCommand = (context: CommandContext): Command =>
  addRehearsalFlags(new Command('rehearsal'))
    .description('Bring up the embedded Tatami stack alone, for trying other clients on it')
    .argument('[PROFILE]', 'profile whose section `rehearsal` sizes the stack')
    .option('--fetch-stores', 'fetch the servers of --stores real, say how large they are and where, and end')
    .option('-u, --users <N>', 'users to size the front for; those of the profile where it says so, else 1,000')
    .addHelpText(
      'after',
      '\nExamples:\n  tatami-load rehearsal --plain\n  tatami-load rehearsal --fault cassandra:slow=x3@30s',
    )
    .action(async (name: string | undefined, flags: Flags) => {
      const { rehearsal: size, users, seed } = profileOfStack({ name, flags }, context)
      if (flags['fetchStores'] === true) return fetchRealStores(context, size.search)
      const stack = await startRehearsal({ size, users, seed, told: (text) => context.output.err(`${text}\n`) })
      try {
        stack.setEpoch(monotonicClock.nowUs())
        context.output.out(greeting(stack))
        await untilStopped(stack, context)
      } finally {
        await stack.stop()
      }
    })

const greeting = ({ url, description, caFile, fronts, accessLogs }: Rehearsal): string => {
  const { protocol, host } = new URL(url)
  const addresses = fronts.map(({ address, port }) => `${protocol}//${address}:${port}`)
  const trust = caFile === undefined ? '' : `--cacert ${caFile} `
  const account = (number: number): string => ACCOUNT_PATTERN.replace('{n}', String(number))
  return [
    description,
    // The name is no DNS name; the certificate holds for the addresses as well.
    ...addresses.map((address) => `  front     ${address} (Host and certificate: ${host})`),
    ...(caFile === undefined ? [] : [`  authority ${caFile}`]),
    ...accessLogs.map((path) => `  log       ${path}`),
    `  accounts  ${account(0)}, ${account(1)}, … password ${PASSWORD}`,
    `  try       curl ${trust}-i ${addresses[0]}/tatami/login`,
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
