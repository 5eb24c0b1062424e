import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** A recorded or documented answer, by its path below fixtures/tiers. */
export const fixtureText = (path: string): string =>
  readFileSync(resolve(import.meta.dirname, '../../fixtures/tiers', path), 'utf8')

export const fixtureJson = (path: string): unknown => JSON.parse(fixtureText(path))
