import { Argument, Command } from 'commander'
import { completionScript, SHELLS, type Shell } from './completion-script.js'
import type { CommandContext } from './context.js'

/** `completion SHELL`: prints a completion script. */
export const completionCommand = ({ output }: CommandContext): Command => {
  const command = new Command('completion')
    .description('Print a completion script for a shell')
    .addArgument(new Argument('<SHELL>', 'the shell').choices(SHELLS))
    .addHelpText(
      'after',
      '\nExamples:\n  source <(tatami-load completion bash)\n  tatami-load completion fish > ~/.config/fish/completions/tatami-load.fish',
    )
  return command.action((shell: Shell) => output.out(completionScript(command.parent ?? command, shell)))
}
