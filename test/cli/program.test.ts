import { describe, expect, it } from 'vitest'
import { programOf } from '../../src/cli/program.js'
import { contextIn } from './contexts.js'

const commandsFor = async (...argv: string[]): Promise<readonly string[]> =>
  (await programOf({ ...contextIn('.'), argv })).commands.map((command) => command.name())

describe('the command line', () => {
  it('has the command that is asked for, and no other', async () => {
    expect(await commandsFor('init', 'event.yaml')).toEqual(['init'])
    expect(await commandsFor('--version')).toEqual([])
  })

  it.each([[[]], [['--help']], [['help', 'run']], [['rum']], [['completion', 'bash']], [['toString']]])(
    'has all of them for %j',
    async (argv) => {
      const names = await commandsFor(...argv)
      expect(names).toHaveLength(13)
      expect(names.slice(0, 2)).toEqual(['run', 'smoke'])
    },
  )

  it('names each command as it names itself, and takes --no-color for each of them', async () => {
    const program = await programOf(contextIn('.'))
    for (const command of program.commands) {
      expect(await commandsFor(command.name())).toContain(command.name())
      expect(command.options.map(({ long }) => long)).toContain('--no-color')
    }
    expect(program.options.map(({ long }) => long)).toContain('--no-color')
  })
})
