import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { calibrationPath, readCalibrations, storeCalibrations } from '../../src/preflight/calibration-file.js'
import { calibration } from '../calibrate/calibrations.js'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tatami-load-calibration-'))
  path = calibrationPath({ XDG_STATE_HOME: folder })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('calibrationPath', () => {
  it.each([
    [{ XDG_STATE_HOME: '/state' }, '/state/tatami-load/calibration.json'],
    [{}, '/people/me/.local/state/tatami-load/calibration.json'],
    [{ XDG_STATE_HOME: '' }, '/people/me/.local/state/tatami-load/calibration.json'],
    [{ XDG_STATE_HOME: 'relative' }, '/people/me/.local/state/tatami-load/calibration.json'],
  ])('%j is %s', (env, expected) => expect(calibrationPath(env, '/people/me')).toBe(expected))
})

describe('stored calibrations', () => {
  it('are read as they were stored, those of the other kind too', () => {
    const plain = calibration({ at: '2026-11-24T10:00:00.000Z' })
    storeCalibrations(path, { plain })
    storeCalibrations(path, { tls: calibration() })
    expect(readCalibrations(path)).toEqual({ kind: 'read', calibrations: { plain, tls: calibration() } })
  })

  it('replace the last one of their kind', () => {
    storeCalibrations(path, { tls: calibration({ processes: 1 }) })
    storeCalibrations(path, { tls: calibration({ processes: 4 }) })
    expect(readCalibrations(path)).toMatchObject({ calibrations: { tls: { processes: 4 } } })
  })

  it('are none where there is no file', () =>
    expect(readCalibrations(path)).toEqual({ kind: 'read', calibrations: {} }))

  it('are in a folder for this user alone', () => {
    storeCalibrations(path, { tls: calibration() })
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700)
  })

  it.each([
    '{',
    '{}',
    '[]',
    '{"schema":"tatami-load/calibration/2"}',
    '{"schema":"tatami-load/calibration/1","tls":{}}',
  ])('are unreadable when the file holds %s, and are replaced by the next', (text) => {
    mkdirSync(dirname(path))
    writeFileSync(path, text)
    expect(readCalibrations(path)).toMatchObject({ kind: 'unreadable' })
    storeCalibrations(path, { plain: calibration() })
    expect(readCalibrations(path)).toEqual({ kind: 'read', calibrations: { plain: calibration() } })
  })

  it('throw when they cannot be written, and leave what is in the way alone', () => {
    writeFileSync(join(folder, 'tatami-load'), 'a file')
    expect(() => storeCalibrations(path, { tls: calibration() })).toThrow()
    expect(readFileSync(join(folder, 'tatami-load'), 'utf8')).toBe('a file')
    expect(() => storeCalibrations('/proc/tatami-load/calibration.json', {})).toThrow()
  })
})
