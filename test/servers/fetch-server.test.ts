import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { PreflightError } from '../../src/base/errors.js'
import { fetchedServer, fetchServer } from '../../src/servers/fetch-server.js'
import { withExecutable } from './executable.js'

const root = mkdtempSync(join(tmpdir(), 'tatami-load-fetch-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let cache: string
let programs: string
let tests = 0
beforeEach(() => {
  cache = join(root, `cache-${tests++}`)
  programs = join(root, `programs-${tests}`)
})

// Says what it was called with, and lays a file where the project says.
const maven = (script = 'mkdir -p files/lib && printf 12345 > files/lib/a.jar') =>
  withExecutable(programs, 'mvn', `echo "$@" >> ${programs}/calls\n${script}`)
const calls = () => readFileSync(join(programs, 'calls'), 'utf8').trim().split('\n')

describe('fetchServer', () => {
  it('lays what Maven brings into a folder of the name and version', async () => {
    const fetched = await fetchServer('cassandra', { cache, env: maven() })
    expect(fetched).toMatchObject({ isNew: true, folder: join(cache, 'cassandra-5.0.9') })
    expect(readFileSync(join(fetched.folder, 'lib', 'a.jar'), 'utf8')).toBe('12345')
    expect(fetched.bytes).toBe(5 + readFileSync(join(fetched.folder, 'pom.xml')).length)
    expect(readdirSync(cache)).toEqual(['cassandra-5.0.9'])
  })

  it('asks for what is there once only', async () => {
    const first = await fetchServer('cassandra', { cache, env: maven() })
    const again = await fetchServer('cassandra', { cache, env: maven() })
    expect(again).toEqual({ ...first, isNew: false })
    expect(calls()).toEqual(['-q -B -f pom.xml validate'])
  })

  it('fetches anew what another recipe was for', async () => {
    const folder = join(cache, 'cassandra-5.0.9')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'pom.xml'), '<project/>')
    writeFileSync(join(folder, 'left-over'), '')
    await expect(fetchedServer('cassandra', cache)).rejects.toThrow('Cassandra 5.0.9 is not fetched yet')
    await fetchServer('cassandra', { cache, env: maven() })
    expect(readdirSync(folder).toSorted()).toEqual(['lib', 'pom.xml'])
  })

  it('comes out the same for two at once', async () => {
    const env = maven()
    const both = await Promise.all([fetchServer('cassandra', { cache, env }), fetchServer('cassandra', { cache, env })])
    expect(both[0]?.bytes).toBe(both[1]?.bytes)
    expect(readdirSync(cache)).toEqual(['cassandra-5.0.9'])
  })

  it('leaves nothing of a failure, and says what it was', async () => {
    const env = maven('mkdir -p files/lib; echo "[ERROR] transfer failed: some.test: Unknown host"; exit 1')
    const failed = fetchServer('cassandra', { cache, env })
    await expect(failed).rejects.toThrow(PreflightError)
    await expect(failed).rejects.toThrow(/^Maven did not bring Cassandra 5\.0\.9: it cannot reach .* \(unknown host\)$/)
    expect(readdirSync(cache)).toEqual([])
  })

  it('says so where there is no Maven', async () => {
    const nothing = fetchServer('cassandra', { cache, env: { PATH: join(root, 'empty') } })
    await expect(nothing).rejects.toThrow(
      'Maven brings Cassandra 5.0.9, and there is no mvn on the search path: install it',
    )
    expect(readdirSync(cache)).toEqual([])
  })

  it('says so where nothing can be kept', async () => {
    writeFileSync(cache, 'a file')
    await expect(fetchServer('cassandra', { cache, env: maven() })).rejects.toThrow(
      /^servers cannot be kept in .*: set TATAMI_LOAD_SERVERS to another folder$/,
    )
  })
})
