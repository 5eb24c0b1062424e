import { describe, expect, it } from 'vitest'
import { HOME_FILES, LOGIN_FILES, type StaticFile } from '../../src/tatami/static-files.js'

const totalBytes = (files: readonly StaticFile[]) => files.reduce((sum, { bytes }) => sum + bytes, 0)

describe('static files', () => {
  it.each([
    ['login page', LOGIN_FILES, 25, 1_058_486],
    ['home page', HOME_FILES, 44, 894_729],
  ] as const)('of the %s have the number and size that 3.1.1 serves', (_page, files, count, bytes) => {
    expect(files).toHaveLength(count)
    expect(totalBytes(files)).toBe(bytes)
  })

  it('are listed once', () => {
    const paths = [...LOGIN_FILES, ...HOME_FILES].map(({ path }) => path)
    expect(new Set(paths).size).toBe(paths.length)
  })
})
