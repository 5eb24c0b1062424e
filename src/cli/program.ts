import { Command } from 'commander'
import type { CommandContext } from './context.js'
import { VERSION } from './version.js'

type LoadCommand = () => Promise<(context: CommandContext) => Command>

/** Every command in the order in which help names them; a module is loaded only with its command, since each brings many others. */
const COMMANDS: Readonly<Record<string, LoadCommand>> = {
  run: async () => (await import('./run-command.js')).runCommand,
  smoke: async () => (await import('./smoke-command.js')).smokeCommand,
  plan: async () => (await import('./plan-command.js')).planCommand,
  tiers: async () => (await import('./tiers-command.js')).tiersCommand,
  calibrate: async () => (await import('./calibrate-command.js')).calibrateCommand,
  capacity: async () => (await import('./capacity-command.js')).capacityCommand,
  report: async () => (await import('./report-command.js')).reportCommand,
  compare: async () => (await import('./compare-command.js')).compareCommand,
  init: async () => (await import('./init-command.js')).initCommand,
  schema: async () => (await import('./schema-command.js')).schemaCommand,
  seed: async () => (await import('./seed-command.js')).seedCommand,
  rehearsal: async () => (await import('./rehearsal-command.js')).rehearsalCommand,
  completion: async () => (await import('./completion-command.js')).completionCommand,
}

/** The command line as far as its words ask for it. Errors come out as exceptions. */
export const programOf = async (context: CommandContext): Promise<Command> => {
  const program = new Command('tatami-load')
    .description('Load tester for Tatami: will the platform hold on the day, and which tier gives way first')
    .version(VERSION, '-V, --version')
    .showSuggestionAfterError()
    .addHelpText('after', EPILOGUE)
  for (const load of askedFor(context.argv)) program.addCommand((await load())(context))
  for (const command of [program, ...program.commands])
    command
      .option('--no-color', 'no colour, as with NO_COLOR in the environment')
      .exitOverride()
      .configureOutput({ writeOut: context.output.out, writeErr: context.output.err })
  return program
}

// Help, completion and a word that is no command need all of them.
const askedFor = ([first = '']: readonly string[]): readonly LoadCommand[] => {
  if (first === '--version' || first === '-V') return []
  const one = first !== 'completion' && Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined
  return one ? [one] : Object.values(COMMANDS)
}

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
