import { describe, expect, it } from 'vitest'
import { packageCache, packageFolder } from '../../src/servers/package-cache.js'
import { type PackageName, SERVER_PACKAGES } from '../../src/servers/server-packages.js'

describe('packageCache', () => {
  it.each([
    [{}, '/her-home/.cache/tatami-load/servers'],
    [{ XDG_CACHE_HOME: '/var/cache/me' }, '/var/cache/me/tatami-load/servers'],
    [{ XDG_CACHE_HOME: 'relative' }, '/her-home/.cache/tatami-load/servers'],
    [{ XDG_CACHE_HOME: '/var/cache/me', TATAMI_LOAD_SERVERS: '/srv/servers' }, '/srv/servers'],
    [{ TATAMI_LOAD_SERVERS: '' }, '/her-home/.cache/tatami-load/servers'],
  ])('with %j is %s', (env, folder) => {
    expect(packageCache(env, '/her-home')).toBe(folder)
  })
})

describe('packageFolder', () => {
  it('names the version once', () => {
    expect(packageFolder('/c', 'cassandra-4.1')).toMatch(/^\/c\/cassandra-4\.1\.\d+$/)
  })

  it('is another one for each package', () => {
    const names = Object.keys(SERVER_PACKAGES) as readonly PackageName[]
    expect(new Set(names.map((name) => packageFolder('/c', name))).size).toBe(names.length)
  })
})
