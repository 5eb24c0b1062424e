import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../metrics/stored-runs.js'
import { refused, resolved } from './resolving.js'

const TLS = resolve('fixtures/tls')

const written = (text: string) => {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'event.yaml'), text)
  return { cwd, name: 'event.yaml' }
}

const withRiemann = (keys: string) => written(`riemann: { ${keys} }\n`)

test('without a section there is no Riemann', () => {
  expect(resolved()).not.toHaveProperty('riemann')
})

test('a server is told under a tag, and what it is told is void after ten seconds', () => {
  expect(resolved(withRiemann('server: 10.0.0.40:5555')).riemann).toEqual({
    trust: { insecure: false },
    output: { host: '10.0.0.40', port: 5_555, tls: false, tags: ['tatami-load'], ttlS: 10 },
  })
})

test('an index is heard in full where no query says otherwise', () => {
  expect(resolved(withRiemann('subscribe: ws://10.0.0.40:5556')).riemann).toEqual({
    trust: { insecure: false },
    index: { url: 'ws://10.0.0.40:5556/', query: 'true' },
  })
})

test('all of it, with files beside the profile', () => {
  const keys = `server: '[fd00::40]:5554', tls: true, cacert: ${TLS}/ca.pem, cert: ${TLS}/client.pem, key: ${TLS}/client-key.pem`
  const more = `tags: [tatami, friday], ttl: 5s, subscribe: 'wss://r.example/ws', query: 'service =~ "jetty%"'`
  expect(resolved(withRiemann(`${keys}, ${more}`)).riemann).toEqual({
    trust: {
      insecure: false,
      caFile: `${TLS}/ca.pem`,
      client: { certFile: `${TLS}/client.pem`, keyFile: `${TLS}/client-key.pem` },
    },
    output: { host: 'fd00::40', port: 5_554, tls: true, tags: ['tatami', 'friday'], ttlS: 5 },
    index: { url: 'wss://r.example/ws', query: 'service =~ "jetty%"' },
  })
})

test('whom the target trusts is trusted here as well, unless something else is said', () => {
  const target = 'target: { urls: http://127.0.0.1:1, insecure: true }\n'
  expect(resolved(written(`${target}riemann: { server: r:5555 }\n`)).riemann?.trust.insecure).toBe(true)
  expect(resolved(written(`${target}riemann: { server: r:5555, insecure: false }\n`)).riemann?.trust.insecure).toBe(
    false,
  )
})

test.each([
  ['', 'neither server nor subscribe'],
  ['query: true-ish', 'neither server nor subscribe'],
  ['server: 10.0.0.40', '10.0.0.40'],
  ['server: r:5555, tls: maybe', 'maybe'],
  ['server: r:5555, ttl: 5', '5'],
  ['server: r:5555, query: host', 'query without subscribe'],
  ['subscribe: ws://r:5556, tags: [a]', 'tags without server'],
  ['subscribe: http://r:5556', 'http://r:5556'],
  [`server: r:5555, cacert: ${TLS}/ca.pem`, 'cacert without TLS'],
  ['server: r:5555, tls: true, cacert: none.pem', 'none.pem'],
  [`server: r:5555, tls: true, cert: ${TLS}/client.pem`, 'cert without key'],
  [`server: r:5555, tls: true, cert: ${TLS}/client.pem, key: ${TLS}/front-key.pem`, `${TLS}/front-key.pem`],
  ['sever: r:5555', 'unknown key'],
])('is refused with its place and a remedy: %s', (keys, value) => {
  const [problem] = refused(withRiemann(keys))
  expect(problem).toMatchObject({ path: expect.stringMatching(/riemann/), value })
  expect(problem?.remedy).toMatch(/\w{4}/)
})
