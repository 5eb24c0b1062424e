import { join } from 'node:path'
import { expect, test } from 'vitest'
import { programOf } from '../../src/cli/program.js'
import { temporaryFolder } from '../metrics/stored-runs.js'
import { contextIn } from './contexts.js'

const refusalOf = async (...argv: string[]): Promise<string> => {
  const program = await programOf({ ...contextIn('.'), argv })
  return program.parseAsync(argv, { from: 'user' }).then(
    () => 'none',
    (error: unknown) => String(error),
  )
}

test('a source address that this machine lacks is refused by plan as it is by run', async () => {
  const asked = ['--users', '1', '--local-ips', '192.0.2.1']
  const refused = await refusalOf('plan', ...asked)
  expect(refused).toMatch(/localIps: 192\.0\.2\.1: is no address of this machine/)
  expect(await refusalOf('run', ...asked, '--out', join(temporaryFolder(), 'run'))).toBe(refused)
})
