import { Argument, Command, Option } from 'commander'
import { UsageError } from '../base/errors.js'
import { FILE_FORMATS, FORMAT_NAMES, type FormatName, isFormat } from '../report/index.js'
import { renderReport, renderText } from '../report/write-reports.js'
import type { CommandContext } from './context.js'

interface Flags {
  readonly format: readonly string[]
  readonly strict?: boolean
  readonly stdout?: boolean
}

/** `report RUN_DIR`: renders a run's reports again from its folder, complete or cut. */
export const reportCommand = ({ output }: CommandContext): Command =>
  new Command('report')
    .description('Render the reports of a run again, from its folder')
    .addArgument(new Argument('<RUN_DIR>', 'folder that a run wrote; one that was cut will do'))
    .addOption(
      new Option('--format <NAME...>', `what to write: ${FORMAT_NAMES.join(', ')}`).default(
        [],
        'all files, and the terminal',
      ),
    )
    .option('--stdout', 'write the reports to standard output and no file')
    .option('--strict', 'an SLO met on too few samples is inconclusive, as it is when the run was strict')
    .option('--no-color', 'no colour, as with NO_COLOR in the environment')
    .addHelpText(
      'after',
      '\nFiles that are there already are written again, so that all of them agree.\n\nExamples:\n  tatami-load report runs/2026-03-01T09-30-00Z-event-day\n  tatami-load report RUN_DIR --format markdown --stdout >> "$GITHUB_STEP_SUMMARY"',
    )
    .action(async (dir: string, flags: Flags) => {
      const formats = formatsOf(flags.format)
      const strict = flags.strict ?? false
      const files = formats.filter((name) => name !== 'terminal')
      const { result, files: written } = await renderReport(dir, flags.stdout ? [] : files, { strict })
      for (const name of flags.stdout ? formats : formats.filter((one) => one === 'terminal'))
        output.out(await renderText(dir, result, name, output.style))
      for (const file of written) output.err(`wrote ${file}\n`)
    })

const formatsOf = (names: readonly string[]): readonly FormatName[] => {
  const wanted = names.flatMap((name) => name.split(','))
  const problems = wanted
    .filter((name) => !isFormat(name))
    .map((value) => ({ path: '--format', value, remedy: `write one of ${FORMAT_NAMES.join(', ')}` }))
  if (problems.length > 0) throw new UsageError(problems)
  return wanted.length === 0 ? ['terminal', ...FILE_FORMATS] : wanted.filter(isFormat)
}
