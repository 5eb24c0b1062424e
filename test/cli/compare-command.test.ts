import { join } from 'node:path'
import { expect, test } from 'vitest'
import { programOf } from '../../src/cli/program.js'
import { saveDrawnRun } from '../compare/compared-runs.js'
import { temporaryFolder } from '../metrics/stored-runs.js'
import { contextIn } from './contexts.js'

const compare = async (...argv: string[]) => {
  const context = contextIn('.')
  let [text, code] = ['', -1]
  const program = await programOf({
    ...context,
    argv,
    output: { ...context.output, out: (more) => (text += more) },
    setExitCode: (set) => (code = set),
  })
  await program.parseAsync(argv, { from: 'user' })
  return { text, code }
}

const savedRuns = () => {
  const root = temporaryFolder()
  const save = (name: string, seed: number, slower: number) => saveDrawnRun(join(root, name), { seed, slower })
  return [save('a', 1, 1), save('b', 2, 1.5), save('c', 3, 1)] as const
}

test('two folders are base and new, and the exit code tells what came of the rules', async () => {
  const [a, b] = savedRuns()
  expect((await compare('compare', a, b)).code).toBe(0)
  expect((await compare('compare', a, b, '--fail-if', 'timeline.p95 > +10%')).code).toBe(1)
  expect((await compare('compare', '--fail-if', 'timeline.p99 > +45%', a, b)).code).toBe(3)
})

test('-- parts the groups', async () => {
  const [a, b, c] = savedRuns()
  const { text } = await compare('compare', '--format', 'json', a, c, '--', b)
  const { base, new: other } = JSON.parse(text) as { base: readonly { dir: string }[]; new: readonly { dir: string }[] }
  expect([base.map(({ dir }) => dir), other.map(({ dir }) => dir)]).toEqual([[a, c], [b]])
})

test.each([
  [['a'], 'write BASE NEW'],
  [['a', 'b', 'c'], 'write BASE NEW'],
  [['a', '--'], 'write BASE NEW'],
  [['a', '--', 'b', '--format'], 'write flags before it'],
  [['a', 'b', '--fail-if', 'p99'], 'signed change'],
])('compare %j is refused', async (argv, remedy) => {
  await expect(compare('compare', ...argv)).rejects.toThrow(remedy)
})
