import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCertificates } from '../../src/rehearsal/certificate.js'
import { hardFileLimit } from '../../src/rehearsal/file-limit.js'
import { findNginx } from '../../src/rehearsal/find-nginx.js'
import { frontCapacity } from '../../src/rehearsal/front-capacity.js'
import { type NginxConfig, nginxConfig } from '../../src/rehearsal/nginx-config.js'

const nginx = await findNginx()

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tatami-load-nginx-config-'))
  const { certificate, key } = makeCertificates({ dns: 'front.tatami.test', addresses: ['127.0.0.1'] }, new Date())
  writeFileSync(join(folder, 'front.crt'), certificate)
  writeFileSync(join(folder, 'front.key'), key, { mode: 0o600 })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const configFor = (users: number, more: Partial<NginxConfig> = {}): NginxConfig => ({
  version: nginx?.version ?? '1.22.1',
  folder,
  number: 1,
  address: '127.251.1.1',
  port: 8443,
  users,
  capacity: frontCapacity({ users, cores: 2, fileLimit: hardFileLimit() }),
  tls: { certificatePath: `${folder}/front.crt`, keyPath: `${folder}/front.key` },
  nodes: ['127.0.0.1:1001', '127.0.0.1:1002'],
  isRoot: process.getuid?.() === 0,
  reuseport: true,
  ...more,
})

const withoutTls = (config: NginxConfig): NginxConfig => {
  const { tls: _tls, ...plain } = config
  return plain
}

/** What nginx itself says of a configuration. */
const verdictOf = async (config: NginxConfig): Promise<string> => {
  const path = join(folder, 'nginx.conf')
  writeFileSync(path, nginxConfig(config))
  const { stderr } = await promisify(execFile)(nginx?.path ?? 'nginx', ['-t', '-p', folder, '-c', path])
  return stderr
}

const RIGHT = /^nginx: the configuration file \S+ syntax is ok\nnginx: configuration file \S+ test is successful\n$/

describe.skipIf(!nginx)('the generated nginx.conf, to nginx', () => {
  it.each([5, 2_000, 160_000])('is right for %i users, without a warning', async (users) => {
    expect(await verdictOf(configFor(users))).toMatch(RIGHT)
  })

  it('is right with a gate in front of every request', async () => {
    expect(await verdictOf(configFor(2_000, { gate: '127.0.0.1:1003' }))).toMatch(RIGHT)
  })

  it('is right without TLS', async () => {
    expect(await verdictOf(withoutTls(configFor(2_000)))).toMatch(RIGHT)
  })

  it('is right for a kernel that does not share ports', async () => {
    expect(await verdictOf(configFor(2_000, { reuseport: false }))).toMatch(RIGHT)
  })
})

describe('nginxConfig', () => {
  it('asks the gate in each proxied location, cached ones included, and only where there is one', () => {
    const count = (text: string, part: string) => text.split(part).length - 1
    const gated = nginxConfig(configFor(5, { gate: '127.0.0.1:1003', number: 2 }))
    expect(count(gated, 'auth_request /-/gate;')).toBe(count(gated, 'proxy_pass http://jetty;'))
    expect(gated).toContain('proxy_pass http://gate/2;')
    expect(nginxConfig(configFor(5))).not.toContain('gate')
  })

  it('names the user only to root, since nginx warns others', () => {
    expect(nginxConfig(configFor(5, { isRoot: true }))).toMatch(/^user root root;$/m)
    expect(nginxConfig(configFor(5, { isRoot: false }))).not.toMatch(/^user /m)
  })

  it('keeps the life of a connection open only where nginx knows the directive', () => {
    expect(nginxConfig(configFor(5, { version: '1.18.0' }))).not.toContain('keepalive_time ')
    expect(nginxConfig(configFor(5, { version: '1.24.0' }))).toContain('keepalive_time 24h;')
  })

  it('writes nothing outside of its folder', () => {
    const paths = nginxConfig(configFor(2_000)).match(/(?<=\s)\/[^\s;]+(?=[\s;])/g) ?? []
    const locations = ['/', '/js/', '/css/', '/img/', '/nginx_status', '/-/gate']
    expect(paths.filter((path) => !path.startsWith(folder) && !locations.includes(path))).toEqual([])
    expect(paths.filter((path) => path.startsWith(folder)).length).toBeGreaterThan(8)
  })

  it('grows the cache of TLS sessions with the users', () => {
    expect(nginxConfig(configFor(160_000))).toContain('ssl_session_cache shared:front:41m;')
  })
})
