import { Argument, Command, Option } from 'commander'
import { UsageError } from '../base/errors.js'
import { readMeta } from '../metrics/run-reader.js'
import { buildResult } from '../report/build-result.js'
import { FILE_FORMATS, FORMAT_NAMES, type FormatName, isFormat } from '../report/index.js'
import { requireChromium } from '../report/pdf/find-chromium.js'
import { PDF, writePdf } from '../report/pdf/write-pdf.js'
import { renderText, rewriteReports } from '../report/write-reports.js'
import type { CommandContext } from './context.js'
import { tellFiles } from './file-telling.js'
import { askedLanguage, languageOf, languageOption } from './report-language.js'

interface Flags {
  readonly format: readonly string[]
  readonly strict?: boolean
  readonly stdout?: boolean
  readonly lang?: string
}

/** `report RUN_DIR`: renders a run's reports again from its folder, complete or cut. */
export const reportCommand = (context: CommandContext): Command =>
  new Command('report')
    .description('Render the reports of a run or of a search for the capacity again, from its folder')
    .addArgument(new Argument('<RUN_DIR>', 'folder that a run wrote; one that was cut will do'))
    .addOption(
      new Option(
        '--format <NAME...>',
        `what to write: ${FORMAT_NAMES.join(', ')}, and ${PDF} where there is a Chromium`,
      ).default([], 'all files, and the terminal'),
    )
    .option('--stdout', 'write the reports to standard output and no file')
    .option('--strict', 'an SLO met on too few samples is inconclusive, as it is when the run was strict')
    .addOption(languageOption("the run's own, else en"))
    .addHelpText(
      'after',
      '\nFiles that are there already are written again, so that all of them agree; a PDF only where it is asked for.\n\nExamples:\n  tatami-load report runs/2026-03-01T09-30-00Z-event-day\n  tatami-load report RUN_DIR --format markdown --stdout >> "$GITHUB_STEP_SUMMARY"',
    )
    .action((dir: string, flags: Flags) => report(dir, flags, context))

const report = async (dir: string, flags: Flags, context: CommandContext): Promise<void> => {
  const { output, env } = context
  const asked = askedLanguage(flags.lang, env)
  const wanted = flags.format.flatMap((name) => name.split(','))
  const browser = browserFor(wanted, flags.stdout ?? false, env['PATH'])
  const formats = formatsOf(wanted)
  const shown = flags.stdout ? formats : formats.filter((one) => one === 'terminal')
  const meta = readMeta(dir)
  const language = asked ?? languageOf(meta.profile)
  if (meta.search) {
    const { reportSearch } = await import('./report-search.js')
    return reportSearch(dir, { formats, shown, isToFiles: !flags.stdout, browser, language }, context)
  }
  const result = await buildResult(dir, { strict: flags.strict ?? false })
  for (const name of shown) output.out(await renderText(dir, result, name, output.style, { language }))
  const files = flags.stdout ? [] : formats.filter((name) => name !== 'terminal')
  await tellFiles(context, async () => [
    ...(await rewriteReports(dir, result, files, { language })),
    ...(browser === undefined ? [] : [await writePdf(dir, result, browser, language)]),
  ])
}

// Looked for before anything is read.
const browserFor = (
  wanted: readonly string[],
  toStdout: boolean,
  searchPath: string | undefined,
): string | undefined => {
  if (!wanted.includes(PDF)) return undefined
  if (toStdout)
    throw new UsageError([
      { path: '--stdout', value: PDF, remedy: 'leave it out: a PDF goes into the folder of the run' },
    ])
  return requireChromium(searchPath)
}

const formatsOf = (wanted: readonly string[]): readonly FormatName[] => {
  const problems = wanted
    .filter((name) => !isFormat(name) && name !== PDF)
    .map((value) => ({ path: '--format', value, remedy: `write one of ${[...FORMAT_NAMES, PDF].join(', ')}` }))
  if (problems.length > 0) throw new UsageError(problems)
  return wanted.length === 0 ? ['terminal', ...FILE_FORMATS] : wanted.filter(isFormat)
}
