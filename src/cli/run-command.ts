import { Command } from 'commander'
import { FILE_FORMATS } from '../report/index.js'
import { renderReport, renderText } from '../report/write-reports.js'
import { run } from '../run/run.js'
import { exitCodeOfVerdict } from '../verdict/exit-code.js'
import type { CommandContext } from './context.js'
import { defaultFolder } from './default-folder.js'
import { narrator } from './narrator.js'
import { addProfileFlags, profileOf } from './profile-flags.js'
import { stopOnSignals } from './stop-signals.js'
import { VERSION } from './version.js'

interface RunFlags extends Readonly<Record<string, unknown>> {
  readonly out?: string
  readonly force?: boolean
  readonly quiet?: boolean
  readonly verbose?: boolean
}

/** `run [PROFILE]`: the whole of it. */
export const runCommand = (context: CommandContext): Command =>
  runnable('run', context)
    .argument('[PROFILE]', 'profile file, or one of event-day (default), smoke, spike, soak')
    .description('Send users and say whether the platform held: against the embedded rehearsal stack, or --target')
    .addHelpText('after', RUN_EXAMPLES)
    .action((name: string | undefined, flags: RunFlags) => perform(name, flags, context))

/** `smoke`: every step of every scenario once, for CI. */
export const smokeCommand = (context: CommandContext): Command =>
  runnable('smoke', context)
    .argument('[PROFILE]', 'profile file that extends smoke', 'smoke')
    .description('Let a handful of users walk every step of every scenario once, within 30 s')
    .addHelpText('after', SMOKE_EXAMPLES)
    .action((name: string | undefined, flags: RunFlags) => perform(name, flags, context))

const RUN_EXAMPLES = `
Examples:
  tatami-load run --users 2000 --ramp 20s --hold 40s
  tatami-load run spike -u 5k --plain --fault jetty/1:down@30s-60s
  tatami-load run event.yaml --slo 'login.p95 < 2s' --slo 'errors < 0.1%' --abort-on 'errors > 5% for 30s'
  tatami-load run -u 160k -t https://tatami.bank.example --i-am-authorised-to-load tatami.bank.example`

const SMOKE_EXAMPLES = `
Examples:
  tatami-load smoke
  tatami-load smoke --target https://localhost:8443 --cacert ca.pem --accounts accounts.csv --out smoke-results`

const runnable = (name: string, _context: CommandContext): Command =>
  addProfileFlags(new Command(name))
    .option('-o, --out <DIR>', 'folder for the run (default: ./runs/<UTC time>-<profile>)')
    .option('--force', 'try a plan that this machine cannot carry')
    .option('-q, --quiet', 'no progress')
    .option('-v, --verbose', 'a line with details each second')
    .option('--no-color', 'no colour, as with NO_COLOR in the environment')

const perform = async (name: string | undefined, flags: RunFlags, context: CommandContext): Promise<void> => {
  const { output, signals, exit } = context
  const profile = profileOf(name, flags, context)
  const outDir = flags.out ?? (context.env['TATAMI_LOAD_OUT'] || defaultFolder(context.cwd, profile.name, new Date()))
  const stop = stopOnSignals(
    signals,
    () => output.err('\nstopping: users finish and log out; again to end at once\n'),
    exit,
  )
  const level = flags.quiet ? 'quiet' : flags.verbose ? 'verbose' : 'normal'
  const observer = narrator(output, profile.users, level)
  try {
    const rampAt = (users: number) => profileOf(name, { ...flags, vus: undefined, users: String(users) }, context).ramp
    const fit = { force: flags.force ?? false, rampAt }
    await run({ profile, outDir, toolVersion: VERSION, observer, ...fit }, stop)
  } finally {
    stop.release()
  }
  const { result } = await renderReport(outDir, FILE_FORMATS, { strict: profile.strict ?? false })
  output.out(await renderText(outDir, result, 'terminal', output.style))
  if (level !== 'quiet') output.err(`\nreports in ${outDir} (open report.html)\n`)
  context.setExitCode(exitCodeOfVerdict(result.verdict.status))
}
