import { type Command, Option } from 'commander'
import { UsageError } from '../base/errors.js'
import { buildCapacity } from '../capacity/build-capacity.js'
import type { CapacityResult } from '../capacity/capacity-result.js'
import { terminalCapacity } from '../capacity/report/terminal-capacity.js'
import { CAPACITY_FORMATS, writeCapacity, writeCapacityPdf } from '../capacity/report/write-capacity.js'
import { SearchPilot } from '../capacity/search-pilot.js'
import { searchProfile } from '../capacity/search-profile.js'
import { witnessSearch } from '../capacity/witness/witness-search.js'
import { inLanguage, type Language } from '../language/language.js'
import { isOn } from '../profile/environment.js'
import type { ResolvedProfile } from '../profile/resolve-profile.js'
import { requireChromium } from '../report/pdf/find-chromium.js'
import { PDF } from '../report/pdf/write-pdf.js'
import { run } from '../run/run.js'
import type { RunOptions } from '../run/run-options.js'
import { profileToRun } from './asked-profile.js'
import { exitCodeOfCapacity } from './capacity-exit-code.js'
import { type CapacityFlags, mostUsersOf, questionsOf, searchPlanOf, targetUsersOf } from './capacity-flags.js'
import type { CommandContext } from './context.js'
import { defaultFolder } from './default-folder.js'
import { INTERNAL_ERROR } from './failure.js'
import { lossBy } from './file-telling.js'
import { headroomIn } from './headroom-in.js'
import { levelOf } from './narrator.js'
import { lossText, pdfOption, runnable } from './perform-run.js'
import { collect } from './profile-flags.js'
import { askedLanguage, languageOf, languageOfRun } from './report-language.js'
import { searchNarrator } from './search-narrator.js'
import { stopRunOnSignals } from './stop-run.js'
import { toldCommand, toldEnvironment } from './told-command.js'
import { VERSION } from './version.js'

/** `capacity [PROFILE]`: how many users the platform holds. */
export const capacityCommand = (context: CommandContext): Command =>
  runnable('capacity')
    .argument('[PROFILE]', 'profile file, or one of event-day (default), spike, soak: what users do, and every SLO')
    .description('Find the most users that the platform holds within every SLO, and what gives way first')
    .option('--max-users <N>', "most users to try (default: the profile's)")
    .option('--steps <LIST>', 'numbers of users to try in place of a search, ascending: 1k,2k,5k')
    .option('--resolution <SHARE>', 'how close held and not held are to come', '5%')
    .option('--target-users <N>', 'users that the platform is to hold on the day (default: 160000)')
    .option('--ramp-rate <RATE>', 'users that come or go a second between two steps (default: all within two minutes)')
    .option('--step <D>', 'a step lasts at least so long once its users are there', '15s')
    .option('--longest-step <D>', 'and at most so long; what is undecided then counts as not held', '60s')
    .addOption(
      new Option(
        '--what-if <CHANGE>',
        "what the model says of a change: 'think x0.5', 'nodes cassandra=4', 'lose jetty=1' (repeatable)",
      ).argParser(collect),
    )
    .addOption(
      new Option(
        '--plan-rule <RULE>',
        "what the node plan keeps in reserve: 'growth=50%', 'lost=2', 'cassandra.busy=40%' (repeatable)",
      ).argParser(collect),
    )
    .addOption(pdfOption())
    .option('--no-witness', 'without autocannon in a closed loop on the cheapest and the dearest step after the search')
    .addOption(new Option('--from <RUN_DIR...>', 'steps from runs and searches made before; nothing is sent'))
    .addHelpText('after', EPILOGUE)
    .action((name: string | undefined, flags: CapacityFlags) =>
      flags.from ? fromRuns(flags.from, flags, context) : search(name, flags, context),
    )

const EPILOGUE = `
One run whose users come and go: from a sixteenth of --max-users by 1.6 from step to step while every SLO is held, then half way between
held and not held until both are within --resolution. From step to step only the difference arrives or leaves. A step's warm-up is left
out (MSER-5), and the step ends as soon as the 95 % confidence intervals of all its SLOs decide: held where the whole interval keeps the
bound, not held where the whole interval misses it. SLOs count over each step's own window, logins over its ramp as well. A step in which
the generator was late is repeated once and never counts as the platform's limit.

The folder holds the run as \`run\` leaves it, and capacity.json, capacity.md and capacity.html; \`report\` renders it again.

Exit codes:
  0 the target users are held  1 they are not  3 undecided  4 no step was valid  (2, 5, 70, 130 as everywhere)

Examples:
  tatami-load capacity --max-users 5000 --slo 'timeline.p99 < 200ms'
  tatami-load capacity event.yaml --max-users 200k --target-users 160k --out capacity
  tatami-load capacity event.yaml --steps 1k,2k,5k,10k,20k --longest-step 3m
  tatami-load capacity --from runs/monday runs/tuesday --target-users 160k`

const search = async (name: string | undefined, flags: CapacityFlags, context: CommandContext): Promise<void> => {
  const { output, env, cwd } = context
  const browser = browserFor(flags, context)
  const resolved: ResolvedProfile = await profileToRun({ name, flags: { ...flags, ...mostUsersOf(flags) } }, context)
  const plan = { ...searchPlanOf(flags, resolved.profile), ...questionsOf(flags) }
  const profile = searchProfile(resolved.profile, plan)
  const outDir = flags.out ?? (env['TATAMI_LOAD_OUT'] || defaultFolder(cwd, `${profile.name}-capacity`, new Date()))
  const stop = stopRunOnSignals(context, outDir)
  const narrator = searchNarrator(output, levelOf(flags, env))
  const pilot = new SearchPilot(plan, narrator)
  const force = flags.force ?? isOn(env, 'TATAMI_LOAD_FORCE')
  const identity = {
    origins: resolved.origins,
    command: toldCommand(context.argv),
    environment: toldEnvironment(env),
    toolVersion: VERSION,
  }
  const asked = { ...identity, profile, headroom: headroomIn(env), outDir, force, search: plan, pilot }
  const observer = narrator.observing(pilot)
  const afterwards: RunOptions['afterwards'] = async (target, { stop: ended }) => {
    if (flags.witness === false || ended.kind !== 'finished') return
    await witnessSearch({ outDir, profile, target, stop, note: observer.note })
  }
  const { unwritten } = await run({ ...asked, observer, afterwards }, stop).finally(stop.release)
  const result = await buildCapacity([outDir], { unwritten })
  // Figures first: what cannot be written must not keep them from being shown.
  const language = languageOf(profile)
  output.out(inLanguage(language, () => terminalCapacity(result, output.style)))
  const loss = await lossBy(() => writeAll(outDir, result, { browser, language }))
  if (loss !== undefined || unwritten.size > 0) {
    output.err(`\n${loss ?? ''}${lossText(outDir, unwritten)}`)
    return context.setExitCode(INTERNAL_ERROR)
  }
  output.out(`\nreports in ${outDir} (open capacity.html)\n`)
  context.setExitCode(exitCodeOfCapacity(result.verdict.status))
}

// Looked for before anything is sent.
const browserFor = ({ format }: CapacityFlags, { env }: CommandContext): string | undefined =>
  format === PDF ? requireChromium(env['PATH']) : undefined

interface Writing {
  /** Who prints a PDF; undefined: nobody asked for one. */
  readonly browser: string | undefined
  readonly language: Language
}

const writeAll = async (dir: string, result: CapacityResult, { browser, language }: Writing): Promise<void> => {
  writeCapacity(dir, result, CAPACITY_FORMATS, language)
  if (browser !== undefined) await writeCapacityPdf(dir, result, browser, language)
}

const fromRuns = async (dirs: readonly string[], flags: CapacityFlags, context: CommandContext): Promise<void> => {
  const { output, env } = context
  const asked = askedLanguage(flags.lang, env)
  if (flags.format === PDF && flags.out === undefined)
    throw new UsageError([{ path: '--format', value: PDF, remedy: 'name the folder that it goes into with --out' }])
  const browser = browserFor(flags, context)
  const result: CapacityResult = await buildCapacity(dirs, {
    targetUsers: targetUsersOf(flags),
    ...questionsOf(flags),
  })
  const language = asked ?? languageOfRun(dirs[0])
  output.out(inLanguage(language, () => terminalCapacity(result, output.style)))
  const { out } = flags
  if (out !== undefined) {
    const loss = await lossBy(() => writeAll(out, result, { browser, language }))
    if (loss !== undefined) {
      output.err(`\n${loss}`)
      return context.setExitCode(INTERNAL_ERROR)
    }
    output.out(`\nreports in ${out} (open capacity.html)\n`)
  }
  context.setExitCode(exitCodeOfCapacity(result.verdict.status))
}
