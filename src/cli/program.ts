import { Command } from 'commander'
import { calibrateCommand } from './calibrate-command.js'
import { capacityCommand } from './capacity-command.js'
import { compareCommand } from './compare-command.js'
import { completionCommand } from './completion-command.js'
import type { CommandContext } from './context.js'
import { initCommand } from './init-command.js'
import { planCommand } from './plan-command.js'
import { rehearsalCommand } from './rehearsal-command.js'
import { reportCommand } from './report-command.js'
import { runCommand } from './run-command.js'
import { schemaCommand } from './schema-command.js'
import { seedCommand } from './seed-command.js'
import { smokeCommand } from './smoke-command.js'
import { tiersCommand } from './tiers-command.js'
import { VERSION } from './version.js'

/** The whole command line. Errors come out as exceptions. */
export const programOf = (context: CommandContext): Command => {
  const program = new Command('tatami-load')
    .description('Load tester for Tatami: will the platform hold on the day, and which tier gives way first')
    .version(VERSION, '-V, --version')
    .showSuggestionAfterError()
    .addHelpText('after', EPILOGUE)
  for (const make of COMMANDS) program.addCommand(make(context))
  for (const command of [program, ...program.commands])
    command.exitOverride().configureOutput({ writeOut: context.output.out, writeErr: context.output.err })
  return program
}

const COMMANDS: readonly ((context: CommandContext) => Command)[] = [
  runCommand,
  smokeCommand,
  planCommand,
  tiersCommand,
  calibrateCommand,
  capacityCommand,
  reportCommand,
  compareCommand,
  initCommand,
  schemaCommand,
  seedCommand,
  rehearsalCommand,
  completionCommand,
]

const EPILOGUE = `
Examples:
  tatami-load run --users 2000 --ramp 20s --hold 40s    rehearse on this machine, nothing else needed
  tatami-load init > event.yaml                         write a profile for your platform
  tatami-load plan event.yaml                           what it will ask of the platform and of this machine
  tatami-load run event.yaml                            run it
  tatami-load smoke --target https://localhost:8443     every step once, for CI

Exit codes:
  0 pass  1 an SLO was missed  2 usage or profile error  3 inconclusive  4 the numbers are invalid
  5 target not reachable or preflight failed  70 defect of the tool, or its output is lost  130 interrupted`
