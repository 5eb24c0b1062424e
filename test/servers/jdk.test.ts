import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { findJdk } from '../../src/servers/jdk.js'
import { withExecutable } from './executable.js'

const root = mkdtempSync(join(tmpdir(), 'tatami-load-jdk-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

// As a JDK says it, after what a variable of the user's makes it say.
const jdk = (name: string, version: string): string => {
  const bin = join(root, name, 'bin')
  withExecutable(
    bin,
    'java',
    `echo 'Picked up JAVA_TOOL_OPTIONS: -Dx' >&2; echo 'openjdk version "${version}" 2025-04-15' >&2`,
  )
  return bin
}

describe('findJdk', () => {
  it('takes the first of the release on the search path', async () => {
    const [eleven, seventeen] = [jdk('a', '11.0.20'), jdk('b', '17.0.15')]
    const found = await findJdk({ PATH: `${eleven}:${seventeen}:/bin` })
    expect(found).toEqual({ java: join(seventeen, 'java'), javac: join(seventeen, 'javac'), version: '17.0.15' })
  })

  it('takes that of JAVA_HOME before it', async () => {
    const [home, other] = [jdk('c', '17.0.1'), jdk('d', '17.0.2')]
    expect((await findJdk({ JAVA_HOME: join(home, '..'), PATH: `${other}:/bin` })).version).toBe('17.0.1')
  })

  it('says what there is instead', async () => {
    const bin = jdk('e', '21.0.2')
    await expect(findJdk({ PATH: `${bin}:/no-such-folder` })).rejects.toThrow(
      `real servers need a JDK 17, and ${join(bin, 'java')} is 21.0.2: install one and set JAVA_HOME to it`,
    )
  })

  it('says that there is none', async () => {
    await expect(findJdk({ PATH: join(root, 'empty') })).rejects.toThrow(
      'real servers need a JDK 17, and there is no Java here: install one and set JAVA_HOME to it',
    )
  })
})
