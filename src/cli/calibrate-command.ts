import { Command } from 'commander'
import { PreflightError, type Problem, UsageError } from '../base/errors.js'
import { rateText } from '../base/quantity-text.js'
import { parseCount, parseDurationUs } from '../base/units.js'
import { calibrate } from '../calibrate/calibrate.js'
import { calibrationText } from '../calibrate/calibration-text.js'
import type { Calibration } from '../preflight/calibration.js'
import { calibrationPath, storeCalibrations } from '../preflight/calibration-file.js'
import { machineHere } from '../preflight/this-machine.js'
import { type Environment, isOn, variableProblems } from '../profile/environment.js'
import { findNginx } from '../rehearsal/find-nginx.js'
import { EXIT_CODES } from '../verdict/exit-code.js'
import type { CommandContext } from './context.js'
import { stopOnSignals } from './stop-signals.js'
import { VERSION } from './version.js'

interface Flags {
  readonly tls?: boolean
  readonly duration: string
  readonly shards?: string
  readonly quiet?: boolean
}

/** `calibrate`: the most that the generator can send from this machine, kept for later runs. */
export const calibrateCommand = (context: CommandContext): Command =>
  new Command('calibrate')
    .description("Measure the generator's ceiling on this machine, so that runs can say their headroom")
    .option('--tls', 'over TLS; its ceiling is kept apart from that without')
    .option('-d, --duration <D>', 'length of each of the six rounds, whole seconds', '10s')
    .option('--shards <N>', 'processes of the generator (default: one for each core)')
    .option('-q, --quiet', 'no progress')
    .addHelpText('after', EPILOGUE)
    .action((flags: Flags) => perform(flags, context))

const EPILOGUE = `
A closed loop, in which each user asks again as soon as it has its answer, against an nginx of its own that answers by itself:
three rounds by the engine, with everything recorded as in a run, and between them three by autocannon as a witness. Run it while
nothing else runs. What it finds is kept in $XDG_STATE_HOME/tatami-load/calibration.json (~/.local/state without the variable)
for this machine and this version of Node.

Examples:
  tatami-load calibrate
  tatami-load calibrate --tls
  tatami-load calibrate --tls --duration 30s --shards 4`

const perform = async (flags: Flags, context: CommandContext): Promise<void> => {
  const { output, signals, env } = context
  const { seconds, processes } = numbersOf(flags, env)
  const isQuiet = flags.quiet ?? isOn(env, 'TATAMI_LOAD_QUIET')
  const nginx = await findNginx()
  if (!nginx)
    throw new PreflightError('no nginx is installed to measure against: install it (Debian: apt-get install nginx)')
  const tls = flags.tls ?? false
  const stop = stopOnSignals(signals, () => undefined, context.exit)
  const onRound: Parameters<typeof calibrate>[0]['onRound'] = ({ client, number, of, perSec }) => {
    const name = client === 'engine' ? 'tatami-load' : 'autocannon'
    if (!isQuiet) output.err(`round ${number} of ${of}  ${name.padEnd(11)}  ${rateText(perSec)}\n`)
  }
  const options = { tls, seconds, processes, toolVersion: VERSION, nginx, onRound }
  const calibration = await calibrate(options, stop).finally(stop.release)
  if (!calibration) {
    output.err('\nstopped; nothing was kept\n')
    return context.setExitCode(EXIT_CODES.interrupted)
  }
  if (!isQuiet) output.err('\n')
  output.out(`${calibrationText(calibration, tls, output.style).join('\n')}\n`)
  store(calibration, tls, context)
}

// What was measured stands, kept or not.
const store = (calibration: Calibration, tls: boolean, { output, env }: CommandContext): void => {
  const path = calibrationPath(env)
  try {
    storeCalibrations(path, tls ? { tls: calibration } : { plain: calibration })
    output.err(`\nkept in ${path}\n`)
  } catch (error) {
    const reason = error instanceof Error ? error.message : error
    output.err(
      `\nwarning: this could not be kept, so that no run can say its headroom: make ${path} writable, or set XDG_STATE_HOME (${reason})\n`,
    )
  }
}

const MOST_PROCESSES = 1_000

const numbersOf = (
  { duration, shards }: Flags,
  env: Environment,
): { readonly seconds: number; readonly processes: number } => {
  const seconds = (parseDurationUs(duration) ?? 0) / 1_000_000
  const processes = shards === undefined ? machineHere().machine.cores : parseCount(shards)
  const problems: Problem[] = [...variableProblems(env)]
  if (seconds < 1 || !Number.isInteger(seconds))
    problems.push({ path: '--duration', value: duration, remedy: 'write whole seconds, at least one, such as 10s' })
  if (processes === undefined || processes < 1 || processes > MOST_PROCESSES)
    problems.push({ path: '--shards', value: shards ?? '', remedy: 'write a whole number from 1 on, such as 2' })
  if (problems.length > 0) throw new UsageError(problems)
  return { seconds, processes: processes ?? 1 }
}
