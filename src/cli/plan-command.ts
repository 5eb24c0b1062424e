import { Command } from 'commander'
import { refusalLines } from '../preflight/capacity-check.js'
import { readMachine } from '../preflight/machine.js'
import { planText } from '../preflight/plan-text.js'
import { capacityOf } from '../run/plan.js'
import { profileToPlan } from './asked-profile.js'
import type { CommandContext } from './context.js'
import { headroomIn } from './headroom-in.js'
import { addProfileFlags, type Flags } from './profile-flags.js'

/** `plan [PROFILE]`: what a profile means, without sending anything. */
export const planCommand = (context: CommandContext): Command =>
  addProfileFlags(new Command('plan'))
    .description('Say what a profile asks of the platform and of this machine; sends nothing')
    .argument('[PROFILE]', 'profile file, or one of event-day (default), smoke, spike, soak')
    .addHelpText('after', '\nExamples:\n  tatami-load plan -u 160k\n  tatami-load plan event.yaml')
    .action(async (name: string | undefined, flags: Flags) => {
      const { profile, rampAt } = await profileToPlan({ name, flags }, context)
      const check = await capacityOf(profile, { rampAt, headroom: headroomIn(context.env) })
      const { out, style } = context.output
      const refusal = check.shortfalls.length > 0 ? ['', ...refusalLines(check, style.columns)] : []
      out(`${[...planText(check.plan, readMachine(), style.columns), ...refusal].join('\n')}\n`)
    })
