import { readFileSync } from 'node:fs'
import { createSecureContext } from 'node:tls'
import type { Problem } from '../base/errors.js'

type Key = 'cert' | 'key' | 'keyPassphrase'
type ClientFiles = { readonly [K in Key]?: string | undefined }

/** What keeps a client certificate from being shown, at most one problem: half of the pair missing, unreadable or not fitting. */
export const clientCertificateProblems = (
  files: ClientFiles,
  where: (key: Key) => string,
  passphraseFrom = 'TATAMI_LOAD_KEY_PASSPHRASE or target.keyPassphrase',
): readonly Problem[] => {
  const flaw = flawOfNames(files) ?? flawOfFiles(files, passphraseFrom)
  if (flaw === undefined) return []
  const { key, value, remedy } = flaw
  return [{ path: where(key), value, remedy }]
}

const flawOfNames = ({ cert, key, keyPassphrase }: ClientFiles): Flaw | undefined => {
  const remedy = 'name cert and key, both files or neither'
  if (cert !== undefined && key === undefined) return { key: 'cert', value: 'cert without key', remedy }
  if (cert === undefined && key !== undefined) return { key: 'key', value: 'key without cert', remedy }
  if (cert !== undefined || keyPassphrase === undefined) return undefined
  return { key: 'keyPassphrase', value: 'a passphrase without a key', remedy }
}

const flawOfFiles = (
  { cert: certFile, key: keyFile, keyPassphrase }: ClientFiles,
  passphraseFrom: string,
): Flaw | undefined => {
  if (certFile === undefined || keyFile === undefined) return undefined
  const [cert, key] = [textOf(certFile), textOf(keyFile)]
  if (cert === undefined) return { key: 'cert', value: certFile, remedy: 'name a readable PEM file' }
  if (key === undefined) return { key: 'key', value: keyFile, remedy: 'name a readable PEM file' }
  if (codeOf({ cert })) return { key: 'cert', value: certFile, remedy: 'name a PEM file with a certificate' }
  const code = codeOf({ cert, key, ...(keyPassphrase !== undefined && { passphrase: keyPassphrase }) })
  if (code === undefined) return undefined
  const value = keyFile
  if (code.includes('MISMATCH')) return { key: 'key', value, remedy: 'name the key that belongs to the certificate' }
  if (!key.includes('ENCRYPTED')) return { key: 'key', value, remedy: 'name a PEM file with a private key' }
  return keyPassphrase === undefined
    ? { key: 'key', value, remedy: `it is encrypted; set ${passphraseFrom}` }
    : { key: 'keyPassphrase', value: `not that of ${value}`, remedy: 'give the passphrase that opens the key' }
}

interface Flaw {
  readonly key: Key
  readonly value: string
  readonly remedy: string
}

const codeOf = (options: Parameters<typeof createSecureContext>[0]): string | undefined => {
  try {
    createSecureContext(options)
    return undefined
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  }
}

const textOf = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
