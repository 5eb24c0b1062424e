import { Argument, Command, Option } from 'commander'
import { type Problem, UsageError } from '../base/errors.js'
import { compareRuns } from '../compare/compare-runs.js'
import { type FailRule, parseFailRule } from '../compare/fail-rule.js'
import { COMPARISON_FORMAT_NAMES, COMPARISON_FORMATS, type ComparisonFormat } from '../compare/index.js'
import { inLanguage } from '../language/language.js'
import { exitCodeOfVerdict } from '../verdict/exit-code.js'
import type { CommandContext } from './context.js'
import { askedLanguage, languageOfRun, languageOption } from './report-language.js'
import { VERSION } from './version.js'

interface Flags {
  readonly failIf: readonly string[]
  readonly format: ComparisonFormat
  readonly allowDifferentLoad?: boolean
  readonly lang?: string
}

/** `compare BASE… -- NEW…`: what changed between runs, and whether chance explains it. */
export const compareCommand = ({ output, argv, env, setExitCode }: CommandContext): Command =>
  new Command('compare')
    .usage('[options] BASE NEW\n       tatami-load compare [options] BASE… -- NEW…')
    .description('What changed between two runs, or two groups of runs, and what of it is noise')
    .addArgument(new Argument('<RUN_DIR...>', 'folders that runs wrote; the new ones behind --, or the second of two'))
    .addOption(
      new Option('--fail-if <RULE>', "a change that is not to be, such as 'timeline.p99 > +10%'; repeatable")
        .argParser((rule: string, earlier: readonly string[]) => [...earlier, rule])
        .default([], 'nothing is judged'),
    )
    .addOption(new Option('--format <NAME>', 'how to write it').choices(COMPARISON_FORMAT_NAMES).default('terminal'))
    .option(
      '--allow-different-load',
      'compare runs though their load differs; the figures then differ for that reason, too',
    )
    .addOption(languageOption("the first run's, else en"))
    .addHelpText('after', EPILOGUE)
    .action(async (dirs: readonly string[], { failIf, format, allowDifferentLoad = false, lang }: Flags) => {
      const asked = askedLanguage(lang, env)
      const rules = rulesOf(failIf)
      const comparison = await compareRuns({ ...sidesOf(dirs, argv), rules, allowDifferentLoad, toolVersion: VERSION })
      const language = asked ?? languageOfRun(dirs[0])
      output.out(inLanguage(language, () => COMPARISON_FORMATS[format](comparison, output.style)))
      setExitCode(exitCodeOfVerdict(comparison.status))
    })

const rulesOf = (texts: readonly string[]): readonly FailRule[] => {
  const problems: Problem[] = []
  const rules = texts.flatMap((text) => {
    const rule = parseFailRule(text)
    if (!('remedy' in rule)) return [rule]
    problems.push(rule)
    return []
  })
  if (problems.length > 0) throw new UsageError(problems)
  return rules
}

// Commander takes the `--` out; all that stands behind it are folders.
const sidesOf = (dirs: readonly string[], argv: readonly string[]) => {
  const at = argv.indexOf('--')
  const newCount = at >= 0 ? argv.length - at - 1 : dirs.length === 2 ? 1 : 0
  const [base, other] = [dirs.slice(0, dirs.length - newCount), dirs.slice(dirs.length - newCount)]
  const flag = at >= 0 ? other.find((dir) => dir.startsWith('-')) : undefined
  if (flag !== undefined) throw wrong(flag, 'behind -- stand folders only; write flags before it')
  if (base.length === 0 || other.length === 0)
    throw wrong(dirs.join(' '), 'write BASE NEW, or BASE… -- NEW… with at least one folder on each side')
  return { base, new: other }
}

const wrong = (value: string, remedy: string): UsageError => new UsageError([{ path: 'RUN_DIR', value, remedy }])

const EPILOGUE = `
Of each step, each tier and what people feel, over the part of the run that an SLO
would count: p50, p95, p99, throughput and errors on both sides, the change, and
where it lies with 95 % confidence. Several runs a side show how runs of the same
differ, which one run cannot: three or more are worth the time.

Rules, --fail-if what > change, or < change:
  timeline.p99 > +10%      names are those of SLOs: what people feel, scenario/step, tier
  jetty.p95 > +5ms         times by a share of the base or by a duration
  errors > +0.5pp          errors by points of their share, of all steps or of one
  throughput < -5%         requests a second that came to an end

Exit codes: 0 every rule is kept  1 one is broken, by all of its interval
  2 usage error, or the load differs  3 one is undecided: run longer or more often
  4 a run is invalid or was interrupted

Examples:
  tatami-load compare runs/before runs/after
  tatami-load compare --fail-if 'timeline.p99 > +10%' runs/main-1 runs/main-2 runs/main-3 -- runs/new-1 runs/new-2 runs/new-3
  tatami-load compare --format markdown runs/before runs/after >> "$GITHUB_STEP_SUMMARY"
  tatami-load compare --format html runs/before runs/after > comparison.html`
