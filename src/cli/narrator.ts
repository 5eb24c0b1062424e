import { LIVE_LEGEND, Progress, type ProgressOptions } from '../live/progress.js'
import { readMachine } from '../preflight/machine.js'
import { shortPlanText } from '../preflight/plan-text.js'
import { type Environment, isOn } from '../profile/environment.js'
import type { RunObserver } from '../run/run-options.js'
import type { Output } from './output.js'

/** Tells a run as it goes on standard error, so that standard output holds the report alone. */
export const narrator = (output: Output, planned: number, level: ProgressOptions['level']): RunObserver => {
  const say = (text: string): void => {
    if (level !== 'quiet') output.err(`${text}\n`)
  }
  let progress: Progress | undefined
  return {
    note: (text) => (progress ? progress.note(text) : say(text)),
    planned: (plan) => say(`${shortPlanText(plan, readMachine(), output.errColumns()).join('\n')}\n`),
    started: ({ description, url }, stages) => {
      say(`${description === url ? url : `${description}\n${url}`}\n\n${LIVE_LEGEND}`)
      const { err: write, errColumns: columns, isErrTty: isTty } = output
      progress = new Progress({ stages, planned, write, columns, isTty, level })
    },
    second: (state) => progress?.second(state),
    finished: () => {
      progress?.finished()
      say('')
    },
  }
}

/** How much is told: what the flags say, and without any the environment. */
export const levelOf = (
  { quiet, verbose }: { readonly quiet?: boolean; readonly verbose?: boolean },
  env: Environment,
): ProgressOptions['level'] => {
  if (quiet || verbose) return quiet ? 'quiet' : 'verbose'
  if (isOn(env, 'TATAMI_LOAD_QUIET')) return 'quiet'
  return isOn(env, 'TATAMI_LOAD_VERBOSE') ? 'verbose' : 'normal'
}
