import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { buildResult } from '../../../src/report/build-result.js'
import { htmlPage } from '../../../src/report/html/html-report.js'
import { findChromium } from '../../../src/report/pdf/find-chromium.js'
import { temporaryFolder } from '../../metrics/stored-runs.js'
import { saveFailedRun, saveHostileRun, savePassedRun } from '../saved-runs.js'

type Mode = readonly [name: string, colorScheme: 'light' | 'dark', media: 'screen' | 'print', width: number]

const executablePath = findChromium()
const MODES: readonly [Mode, ...Mode[]] = [
  ['a light screen', 'light', 'screen', 1_100],
  ['a dark screen', 'dark', 'screen', 1_100],
  ['a telephone', 'light', 'screen', 390],
  ['paper', 'dark', 'print', 1_100],
]
const RUNS = [
  ['a run that failed', saveFailedRun],
  ['a run of hostile names', saveHostileRun],
] as const

/** Every drawing that is shown: its name, its shapes with an extent, and how far they lie outside of its frame. */
const DRAWINGS = `[...document.querySelectorAll('svg[role=img]')].filter((svg) => svg.getClientRects().length > 0).map((svg) => {
  const box = svg.getBBox()
  const { width, height } = svg.viewBox.baseVal
  const shapes = [...svg.querySelectorAll('path,rect,circle,text')].map((shape) => shape.getBBox())
  return {
    name: svg.getAttribute('aria-label'),
    shapes: shapes.filter((shape) => shape.width + shape.height > 0).length,
    outside: Math.max(-box.x, -box.y, box.x + box.width - width, box.y + box.height - height),
  }
})`

interface Drawing {
  readonly name: string
  readonly shapes: number
  readonly outside: number
}

describe.skipIf(executablePath === undefined)('in a real Chromium', { timeout: 120_000 }, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ ...(executablePath !== undefined && { executablePath }), timeout: 100_000 })
  }, 120_000)
  afterAll(() => browser.close())

  const opened = async (save: (dir: string) => void, [, colorScheme, media, width]: Mode) => {
    const dir = join(temporaryFolder(), 'run')
    save(dir)
    const file = join(dir, 'report.html')
    writeFileSync(file, htmlPage(await buildResult(dir, { strict: false })))
    const page = await browser.newPage({ viewport: { width, height: 900 } })
    const [messages, requests]: [string[], string[]] = [[], []]
    page.on('console', (message) => messages.push(message.text()))
    page.on('pageerror', (error) => messages.push(error.message))
    page.on('request', (request) => requests.push(request.url()))
    await page.emulateMedia({ colorScheme, media })
    await page.goto(pathToFileURL(file).href)
    return { page, messages, requests, url: pathToFileURL(file).href }
  }

  describe.each(RUNS)('the page of %s', (_, save) => {
    test.each(MODES)(
      'on %s says nothing to the console, asks for nothing, and has content in every chart',
      async (...mode) => {
        const { page, messages, requests, url } = await opened(save, mode)
        const drawings = (await page.evaluate(DRAWINGS)) as Drawing[]
        expect(messages).toEqual([])
        expect(requests).toEqual([url])
        const charts = drawings.filter(({ name }) => !/of the bound/.test(name))
        expect(charts.length).toBeGreaterThan(7)
        expect(charts.filter(({ shapes }) => shapes < 10)).toEqual([])
        expect(drawings.filter(({ outside }) => outside > 1)).toEqual([])
        expect(await widest(page)).toBeLessThanOrEqual(mode[3])
        await page.close()
      },
    )
  })

  test('paper is white, however dark the screen is', async () => {
    const { page } = await opened(savePassedRun, ['paper', 'dark', 'print', 1_100])
    const ground = await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')
    expect(ground).toBe('rgb(255, 255, 255)')
    await page.close()
  })

  test('the policy refuses a style of the moment, a picture and a request, so that nothing reaches a server', async () => {
    const server = createServer((_, answer) => answer.end())
    let connections = 0
    server.on('connection', () => connections++)
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    onTestFinished(() => void server.close())
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const { page, messages } = await opened(saveFailedRun, MODES[0])
    const styled = `document.body.setAttribute('style', 'color: rgb(1, 2, 3)'), getComputedStyle(document.body).color`
    expect(await page.evaluate(styled)).not.toBe('rgb(1, 2, 3)')
    expect(await page.evaluate(`fetch('${url}').then(() => 'sent', () => 'refused')`)).toBe('refused')
    await page.evaluate(`new Promise((done) => {
      const picture = new Image()
      picture.onerror = picture.onload = () => done()
      picture.src = '${url}picture.png'
    })`)
    expect(messages.filter((text) => text.includes('Content Security Policy')).length).toBeGreaterThanOrEqual(3)
    expect(connections).toBe(0)
    await page.close()
  })
})

// A page that is wider than its window scrolls sideways.
const widest = async (page: Page): Promise<number> =>
  Number(await page.evaluate('document.documentElement.scrollWidth'))
