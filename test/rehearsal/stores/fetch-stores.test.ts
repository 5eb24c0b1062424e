import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fetchStores, requireStores } from '../../../src/rehearsal/stores/fetch-stores.js'
import { withExecutable } from '../../servers/executable.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tatami-load-fetch-stores-'))
  withExecutable(join(folder, 'bin'), 'java', 'echo \'openjdk version "17.0.1"\' >&2')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const ignore = (): void => undefined

describe('the servers of real stores', () => {
  it('are fetched once, each told before it comes', async () => {
    const env = withExecutable(join(folder, 'bin'), 'mvn', 'mkdir -p files/lib && printf 12345 > files/lib/a.jar')
    const begun: string[] = []
    const first = await fetchStores((name) => begun.push(name), { cache: folder, env })
    expect(begun).toEqual(['cassandra', 'elasticsearch'])
    expect(first.map(({ isNew }) => isNew)).toEqual([true, true])
    const again = await fetchStores(ignore, { cache: folder, env })
    expect(again.map(({ isNew }) => isNew)).toEqual([false, false])
  })

  it('are those that a profile names', async () => {
    const env = withExecutable(join(folder, 'bin'), 'mvn', 'mkdir -p files/lib && printf 12345 > files/lib/a.jar')
    const [, search] = await fetchStores(ignore, { cache: folder, env, search: 'opensearch' })
    expect(search?.name).toBe('opensearch')
    await expect(requireStores({ cache: folder, env, search: 'opensearch' })).resolves.toBeUndefined()
    await expect(requireStores({ cache: folder, env })).rejects.toThrow(
      /Elasticsearch 7\.17\.29 is not fetched yet .*: run `tatami-load rehearsal --fetch-stores` once$/,
    )
  })

  it('are not fetched without a Java that they run on', async () => {
    withExecutable(join(folder, 'bin'), 'java', 'echo \'openjdk version "11.0.2"\' >&2')
    const env = { PATH: join(folder, 'bin') }
    await expect(fetchStores(ignore, { cache: folder, env })).rejects.toThrow('real servers need a JDK 17')
  })

  it('are named with the command that fetches them where they are missing', async () => {
    const env = withExecutable(join(folder, 'bin'), 'mvn', 'exit 0')
    await expect(requireStores({ cache: folder, env })).rejects.toThrow(
      /Cassandra 5\.0\.9 is not fetched yet \(looked in .*\): run `tatami-load rehearsal --fetch-stores` once$/,
    )
  })
})
