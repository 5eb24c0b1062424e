import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import { makeFolder } from '../metrics/make-folder.js'
import { CALIBRATION_SCHEMA, type Calibrations, calibrationsSchema } from './calibration.js'

/** The stored calibrations, or in a few words why they cannot be read. */
export type CalibrationsFound =
  | { readonly kind: 'read'; readonly calibrations: Calibrations }
  | { readonly kind: 'unreadable'; readonly reason: string }

/** Where calibrations are kept, by the XDG Base Directory Specification, which has relative paths ignored. */
export const calibrationPath = (env: Readonly<Record<string, string | undefined>>, home = homedir()): string => {
  const given = env['XDG_STATE_HOME'] ?? ''
  return join(isAbsolute(given) ? given : join(home, '.local', 'state'), 'tatami-load', 'calibration.json')
}

/** What is kept there; nothing where nothing is. Never throws. */
export const readCalibrations = (path: string): CalibrationsFound => {
  try {
    const { schema: _, ...calibrations } = calibrationsSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
    return { kind: 'read', calibrations }
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'read', calibrations: {} }
    return { kind: 'unreadable', reason: code ?? `no calibration of this version of tatami-load` }
  }
}

/** Keeps calibrations beside those of the other kind that are there. Throws the system's error when it cannot be written. */
export const storeCalibrations = (path: string, calibrations: Calibrations): void => {
  const found = readCalibrations(path)
  const kept = found.kind === 'read' ? found.calibrations : {}
  // As the specification asks for.
  makeFolder(dirname(path), 0o700)
  const temporary = `${path}.${process.pid}.tmp`
  writeFileSync(temporary, `${JSON.stringify({ schema: CALIBRATION_SCHEMA, ...kept, ...calibrations }, null, 2)}\n`)
  renameSync(temporary, path)
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
