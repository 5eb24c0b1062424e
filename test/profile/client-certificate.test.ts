import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { ProfileFlags } from '../../src/profile/profile-options.js'
import { temporaryFolder } from '../metrics/stored-runs.js'
import { refused, resolved } from './resolving.js'

const target = 'https://127.0.0.1:8443'
const file = (name: string): string => fileURLToPath(new URL(`../../fixtures/tls/${name}`, import.meta.url))
const [cert, key, encrypted] = ['client.pem', 'client-key.pem', 'client-key-encrypted.pem'].map(file)

test('a certificate and its key are shown to the target', () => {
  expect(resolved({ flags: { target, cert, key } }).target?.client).toEqual({ certFile: cert, keyFile: key })
})

test('the passphrase of an encrypted key comes from the environment', () => {
  const env = { TATAMI_LOAD_KEY_PASSPHRASE: 'of the test' }
  expect(resolved({ flags: { target, cert, key: encrypted }, env }).target?.client).toMatchObject({
    passphrase: 'of the test',
  })
})

test('files count from the folder of the file that names them', () => {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'a.yaml'), `target: {urls: "${target}", cert: c.pem, key: k.pem}\n`)
  expect(refused({ cwd, name: 'a.yaml' })).toEqual([
    { path: 'a.yaml:1: target.cert', value: join(cwd, 'c.pem'), remedy: 'name a readable PEM file' },
  ])
})

test.each<[ProfileFlags, string, string]>([
  [{ cert }, '--cert', 'both files'],
  [{ key }, '--key', 'both files'],
  [{ keyPassphrase: 'hidden' }, '--key-passphrase', 'both files'],
  [{ cert, key: file('nowhere.pem') }, '--key', 'readable PEM file'],
  [{ cert: file('make.sh'), key }, '--cert', 'with a certificate'],
  [{ cert, key: file('make.sh') }, '--key', 'with a private key'],
  [{ cert, key: file('front-key.pem') }, '--key', 'belongs to the certificate'],
  [{ cert, key: encrypted }, '--key', 'encrypted; set TATAMI_LOAD_KEY_PASSPHRASE'],
  [{ cert, key: encrypted, keyPassphrase: 'hidden' }, '--key-passphrase', 'opens the key'],
])('%j is one clear problem', (flags, path, remedy) => {
  const problems = refused({ flags: { target, ...flags } })
  expect(problems).toMatchObject([{ path, remedy: expect.stringContaining(remedy) }])
  expect(JSON.stringify(problems)).not.toContain('hidden')
})

test.each<[ProfileFlags, string]>([
  [{ tlsMin: '1.3', tlsMax: '1.2' }, '--tls-min'],
  [{ tlsMin: '1.1' }, '--tls-min'],
  [{ resumption: 'sometimes' }, '--resumption'],
  [{ transport: 'curl' }, '--transport'],
])('%j is refused', (flags, path) => {
  expect(refused({ flags })).toMatchObject([{ path }])
})

test('TLS and transport are as they are said', () => {
  const flags = { tlsMin: '1.3', resumption: 'never', transport: 'undici' }
  expect(resolved({ flags })).toMatchObject({
    tls: { minVersion: 'TLSv1.3', maxVersion: 'TLSv1.3', resumption: 'never' },
    transport: 'undici',
  })
})
