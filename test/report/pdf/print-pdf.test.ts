import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { PreflightError, UsageError } from '../../../src/base/errors.js'
import { findChromium, requireChromium } from '../../../src/report/pdf/find-chromium.js'
import { printPdf } from '../../../src/report/pdf/print-pdf.js'
import { isAlive } from '../../is-alive.js'
import { temporaryFolder } from '../../metrics/stored-runs.js'

/** A program that stands in for a browser that misbehaves, and the temporary folder it is given. */
const programIn = (script: string): { readonly browser: string; readonly dir: string } => {
  const [dir, home] = [temporaryFolder(), temporaryFolder()]
  vi.stubEnv('TMPDIR', dir)
  onTestFinished(() => void vi.unstubAllEnvs())
  const browser = join(home, 'chromium')
  writeFileSync(browser, `#!/bin/sh\n${script}\n`)
  chmodSync(browser, 0o755)
  return { browser, dir }
}

describe('a browser', () => {
  test('is found by name on the search path, and not where nothing can be run', () => {
    const { browser } = programIn('exit 0')
    const folder = join(browser, '..')
    expect(findChromium(`/nowhere:${folder}`)).toBe(browser)
    chmodSync(browser, 0o644)
    expect(findChromium(folder)).toBeUndefined()
  })

  test('that is missing is a usage error that names what to install', () => {
    expect(() => requireChromium('/nowhere')).toThrow(UsageError)
    expect(() => requireChromium('/nowhere')).toThrow(
      /^--format: pdf: install Chromium or Google Chrome, so that chromium/,
    )
  })

  test('that prints nothing is told with its last words, and leaves nothing in the temporary folder', async () => {
    const { browser, dir } = programIn('echo "no display" >&2; exit 3')
    await expect(printPdf('<html></html>', { browser, timeoutMs: 20_000, name: 'report' })).rejects.toThrow(
      `${browser} printed no PDF: exit code 3; no display`,
    )
    expect(readdirSync(dir)).toEqual([])
  })

  test('that does not come to an end is ended with all of its processes', async () => {
    const home = temporaryFolder()
    const { browser, dir } = programIn(
      `sleep 600 & echo $! > ${join(home, 'pid.tmp')}; mv ${join(home, 'pid.tmp')} ${join(home, 'pid')}; wait`,
    )
    await expect(printPdf('<html></html>', { browser, timeoutMs: 2_000, name: 'capacity' })).rejects.toThrow(
      'did not print capacity.pdf within 2 s and was ended; capacity.html can be printed',
    )
    const pid = Number(readFileSync(join(home, 'pid'), 'utf8'))
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 10_000)
    expect(readdirSync(dir)).toEqual([])
  })

  test('is ended with its folder when a signal ends who prints', async () => {
    const home = temporaryFolder()
    const { browser, dir } = programIn(
      `sleep 600 & echo $! > ${join(home, 'pid.tmp')}; mv ${join(home, 'pid.tmp')} ${join(home, 'pid')}; wait`,
    )
    const others = vi.fn()
    process.on('SIGTERM', others)
    onTestFinished(() => void process.off('SIGTERM', others))
    const printing = printPdf('<html></html>', { browser, timeoutMs: 60_000, name: 'report' }).catch(
      (error: unknown) => error,
    )
    const pid = await vi.waitFor(() => Number(readFileSync(join(home, 'pid'), 'utf8')), 10_000)
    process.emit('SIGTERM', 'SIGTERM')
    expect(await printing).toBeInstanceOf(PreflightError)
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 10_000)
    expect(readdirSync(dir)).toEqual([])
    expect(others).toHaveBeenCalledTimes(1)
  })

  test('has no folder to print in: a sentence with the remedy', async () => {
    const { browser } = programIn('exit 0')
    vi.stubEnv('TMPDIR', '/nowhere')
    await expect(printPdf('', { browser, timeoutMs: 20_000, name: 'report' })).rejects.toThrow(/ENOENT.*set TMPDIR/)
  })

  test('that cannot be started is told', async () => {
    const { dir } = programIn('')
    await expect(printPdf('', { browser: '/nowhere/chromium', timeoutMs: 20_000, name: 'report' })).rejects.toThrow(
      'could not be started',
    )
    expect(readdirSync(dir)).toEqual([])
  })

  const chromium = findChromium()
  test.skipIf(chromium === undefined)('prints a page of its own as a PDF', { timeout: 90_000 }, async () => {
    const { dir } = programIn('')
    const pdf = await printPdf('<!DOCTYPE html><title>t</title><p>text', {
      browser: chromium ?? '',
      timeoutMs: 60_000,
      name: 'report',
    })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(readdirSync(dir)).toEqual([])
  })
})
