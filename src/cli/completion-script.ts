import type { Command, Option } from 'commander'

/** Shells for which a completion script can be written. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof SHELLS)[number]

/** A completion script for one shell, made from the declared commands and flags, so that it never lags behind them. */
export const completionScript = (program: Command, shell: Shell): string => {
  switch (shell) {
    case 'bash':
      return bash(program)
    case 'zsh':
      // zsh reads bash's completions once it is told to.
      return `autoload -U +X bashcompinit && bashcompinit\n${bash(program)}`
    case 'fish':
      return fish(program)
  }
}

const visible = (program: Command): readonly Command[] => program.createHelp().visibleCommands(program)

const flagsOf = (command: Command): readonly Option[] => command.createHelp().visibleOptions(command)

const words = (command: Command): string =>
  [...flagsOf(command).flatMap(({ short, long }) => [short, long]), ...choices(command)].filter(Boolean).join(' ')

// What an argument can be is offered where the command says it.
const choices = (command: Command): readonly string[] =>
  command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? [])

const bash = (program: Command): string => {
  const name = program.name()
  const cases = visible(program).map((command) => `    ${command.name()}) words='${words(command)}' ;;`)
  return [
    `_${identifier(name)}() {`,
    `  local current=\${COMP_WORDS[COMP_CWORD]} words`,
    `  case \${COMP_WORDS[1]} in`,
    ...cases,
    `    *) words='${visible(program)
      .map((command) => command.name())
      .join(' ')} --help --version' ;;`,
    '  esac',
    // A file name fits wherever no flag is being typed.
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '  [[ $COMP_CWORD -gt 1 && $current != -* ]] && COMPREPLY+=($(compgen -f -- "$current"))',
    '  return 0',
    '}',
    `complete -F _${identifier(name)} ${name}`,
    '',
  ].join('\n')
}

const fish = (program: Command): string => {
  const name = program.name()
  const lines = visible(program).flatMap((command) => [
    `complete -c ${name} -n __fish_use_subcommand -a ${command.name()} -d ${quoted(command.summary() || command.description())}`,
    ...flagsOf(command).map((option) => fishFlag(name, command.name(), option)),
  ])
  return `${lines.join('\n')}\n`
}

const fishFlag = (name: string, command: string, { short, long, description }: Option): string =>
  [
    `complete -c ${name} -n '__fish_seen_subcommand_from ${command}'`,
    ...(short ? [`-s ${short.replace(/^-+/, '')}`] : []),
    ...(long ? [`-l ${long.replace(/^-+/, '')}`] : []),
    `-d ${quoted(description)}`,
  ].join(' ')

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

const identifier = (name: string): string => name.replaceAll('-', '_')
