import type { Command } from 'commander'
import type { EventProfile } from '../profile/event-profile.js'
import type { CommandContext } from './context.js'
import { performRun, type RunFlags, runnable } from './perform-run.js'
import { profileOf } from './profile-flags.js'

/** `smoke [PROFILE]`: every step of every scenario once, for CI. */
export const smokeCommand = (context: CommandContext): Command =>
  runnable('smoke')
    .argument(
      '[PROFILE]',
      'profile whose target, accounts, texts and scenarios are taken; how many users do what is not',
    )
    .description('Let a handful of users walk every step of every scenario once, within 30 s')
    .addHelpText('after', EPILOGUE)
    .action((name: string | undefined, flags: RunFlags) => {
      const atUsers = (users: number) =>
        smokeProfileOf(name, { ...flags, vus: undefined, users: String(users) }, context)
      return performRun(smokeProfileOf(name, flags, context), atUsers, flags, context)
    })

const EPILOGUE = `
Examples:
  tatami-load smoke
  tatami-load smoke event.yaml
  tatami-load smoke --target https://localhost:8443 --cacert ca.pem --accounts accounts.csv --out smoke-results`

// Where it goes is the profile's, what is done there is smoke's: nobody wants to meet 160,000 users who asked for five.
const smokeProfileOf = (name: string | undefined, flags: RunFlags, context: CommandContext): EventProfile => {
  const smoke = profileOf('smoke', flags, context)
  if (name === undefined) return smoke
  const asked = profileOf(name, { ...flags, vus: undefined, users: String(smoke.users) }, context)
  if (asked.behaviour.session.kind === 'one-pass') return profileOf(name, flags, context)
  const { users, ramp, holdUs, rampDownUs, behaviour, slos, abortOn } = smoke
  return { ...asked, name: `${asked.name}-smoke`, users, ramp, holdUs, rampDownUs, behaviour, slos, abortOn }
}
