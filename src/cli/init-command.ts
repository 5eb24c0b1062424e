import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { UsageError } from '../base/errors.js'
import { starterYaml } from '../profile/starter-file.js'
import type { CommandContext } from './context.js'

/** `init [FILE]`: a commented profile to start from; never overwrites a file. */
export const initCommand = ({ output, cwd }: CommandContext): Command =>
  new Command('init')
    .description('Write a commented event profile to start from')
    .argument('[FILE]', 'file to write, which must not exist; without it the profile goes to standard output')
    .addHelpText('after', '\nExamples:\n  tatami-load init event.yaml\n  tatami-load init | less')
    .action((file: string | undefined) => {
      if (file === undefined) return output.out(starterYaml())
      write(resolve(cwd, file), file)
      output.err(`wrote ${file}; next: tatami-load plan ${file}\n`)
    })

const write = (path: string, file: string): void => {
  try {
    writeFileSync(path, starterYaml(), { flag: 'wx' })
  } catch (error) {
    throw new UsageError([{ path: 'FILE', value: file, remedy: remedyOf(error as NodeJS.ErrnoException) }])
  }
}

const remedyOf = ({ code, message }: NodeJS.ErrnoException): string =>
  code === 'EEXIST'
    ? 'there is such a file already, which stays as it is; name another one, or remove it first'
    : `name a new file that can be written (${message})`
