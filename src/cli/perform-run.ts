import { Command, Option } from 'commander'
import type { Unwritten } from '../metrics/run-files.js'
import { isOn } from '../profile/environment.js'
import type { ResolvedProfile } from '../profile/resolve-profile.js'
import { buildResult } from '../report/build-result.js'
import { FILE_FORMATS } from '../report/index.js'
import { requireChromium } from '../report/pdf/find-chromium.js'
import { PDF, writePdf } from '../report/pdf/write-pdf.js'
import { renderText, writeReports } from '../report/write-reports.js'
import { run } from '../run/run.js'
import { exitCodeOfVerdict } from '../verdict/exit-code.js'
import type { CommandContext } from './context.js'
import { defaultFolder } from './default-folder.js'
import { failureOf, INTERNAL_ERROR } from './failure.js'
import { headroomIn } from './headroom-in.js'
import { levelOf, narrator } from './narrator.js'
import { addProfileFlags } from './profile-flags.js'
import { languageOf } from './report-language.js'
import { stopRunOnSignals } from './stop-run.js'
import { toldCommand, toldEnvironment } from './told-command.js'
import { VERSION } from './version.js'

/** Flags of a command that runs, besides those of the profile. */
export interface RunFlags extends Readonly<Record<string, unknown>> {
  readonly out?: string
  readonly force?: boolean
  readonly format?: typeof PDF
  readonly quiet?: boolean
  readonly verbose?: boolean
}

/** What the reports of one load are written as besides. */
export const pdfOption = (): Option =>
  new Option('--format <NAME>', 'write this as well, beside the usual files: pdf').choices([PDF])

/** A command that runs a profile, with all its flags. */
export const runnable = (name: string): Command =>
  addProfileFlags(new Command(name))
    .option('-o, --out <DIR>', 'folder for the run (default: ./runs/<UTC time>-<profile>)')
    .option('--force', 'try a plan that this machine cannot carry')
    .option('-q, --quiet', 'nothing while it runs; the verdict and where the reports are come at the end')
    .option('-v, --verbose', 'a line with details each second')

/** Runs, reports, and sets the exit code. */
export const performRun = async (
  { profile, origins, rampAt }: ResolvedProfile,
  flags: RunFlags,
  context: CommandContext,
): Promise<void> => {
  const { output, env, cwd } = context
  const outDir = flags.out ?? (env['TATAMI_LOAD_OUT'] || defaultFolder(cwd, profile.name, new Date()))
  // Before anything is sent: a day later it is too late to learn that there is none.
  const browser = flags.format === PDF ? requireChromium(env['PATH']) : undefined
  const language = languageOf(profile)
  const stop = stopRunOnSignals(context, outDir)
  const observer = narrator(output, profile.users, levelOf(flags, env))
  const force = flags.force ?? isOn(env, 'TATAMI_LOAD_FORCE')
  const asked = {
    profile,
    origins,
    command: toldCommand(context.argv),
    environment: toldEnvironment(env),
    rampAt,
    headroom: headroomIn(env),
    outDir,
    force,
  }
  const { unwritten } = await run({ ...asked, toolVersion: VERSION, observer }, stop).finally(stop.release)
  const result = await buildResult(outDir, { strict: profile.strict ?? false, unwritten })
  // Figures first: what cannot be written must not keep them from being shown.
  const failure = await writeReports(outDir, result, FILE_FORMATS, { language, unwritten })
    .then(() => (browser === undefined ? undefined : writePdf(outDir, result, browser, language)))
    .then(() => undefined, failureOf)
  output.out(await renderText(outDir, result, 'terminal', output.style, { language, unwritten }))
  if (failure === undefined) output.out(`\nreports in ${outDir} (open report.html)\n`)
  if (failure !== undefined || unwritten.size > 0) {
    output.err(`\n${failure?.text ?? ''}${lossText(outDir, unwritten)}`)
    context.setExitCode(INTERNAL_ERROR)
    return
  }
  context.setExitCode(exitCodeOfVerdict(result.verdict.status))
}

/** What to say of a folder that could not be written to the end. */
export const lossText = (outDir: string, unwritten: Unwritten): string =>
  unwritten.size === 0
    ? `error: the figures above are whole, and so is what was measured; then report it again: tatami-load report ${outDir}\n`
    : `error: the figures above are whole, the folder is not: ${[...unwritten.keys()].join(', ')} in ${outDir} could not be written to the end\n`
