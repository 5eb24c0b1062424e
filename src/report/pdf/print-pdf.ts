import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PreflightError } from '../../base/errors.js'

/** Who prints, and how long that may take. */
export interface Printer {
  /** Path of a Chromium. */
  readonly browser: string
  readonly timeoutMs: number
  /** What the page and its PDF are called without `.html` and `.pdf`. */
  readonly name: string
}

/**
 * A page as a PDF, printed by a browser of its own in a temporary folder of its own; both are gone when it returns, and when a signal
 * ends this process. Throws a PreflightError.
 */
export const printPdf = async (page: string, printer: Printer): Promise<Buffer> => {
  const { browser, name } = printer
  const dir = madeFolder(name)
  const told = new AbortController()
  const hear = (signal: NodeJS.Signals): void => told.abort(signal)
  for (const signal of ENDINGS) process.on(signal, hear)
  try {
    const [from, to] = [join(dir, `${name}.html`), join(dir, `${name}.pdf`)]
    writeFileSync(from, page)
    const said = await ended(
      printer,
      [
        ...FLAGS,
        ...asRoot(),
        `--user-data-dir=${join(dir, 'browser')}`,
        `--print-to-pdf=${to}`,
        pathToFileURL(from).href,
      ],
      told.signal,
    )
    return printed(to, `${browser} printed no PDF: ${said}`)
  } finally {
    // Processes of the browser may still be writing their last.
    rmSync(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    for (const signal of ENDINGS) process.off(signal, hear)
    if (told.signal.aborted) tellAgain(told.signal.reason)
  }
}

const ENDINGS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

// What a signal does to this process it does now, unless somebody else hears it as well.
const tellAgain = (signal: NodeJS.Signals): void => {
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
}

const madeFolder = (name: string): string => {
  try {
    return mkdtempSync(join(tmpdir(), 'tatami-load-pdf-'))
  } catch (error) {
    throw new PreflightError(
      `no folder for the browser that prints ${name}.pdf can be made: ${(error as Error).message}; set TMPDIR to one that can be written to`,
    )
  }
}

const FLAGS = [
  '--headless',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-extensions',
  '--disable-sync',
  '--disable-quic',
  // The page numbers itself; the browser's own foot would tell the path of the file.
  '--no-pdf-header-footer',
]

// Chromium refuses its sandbox to root. The page is our own and may run nothing.
const asRoot = (): readonly string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : [])

const LAST_WORDS = 300

const ended = async (printer: Printer, flags: readonly string[], told: AbortSignal): Promise<string> => {
  const { browser, timeoutMs } = printer
  // In a process group of its own, so that all of the browser's processes end with it.
  const child = spawn(browser, flags, { stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  const endAll = (): void => endGroup(child.pid)
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    endAll()
  }, timeoutMs)
  process.once('exit', endAll)
  told.addEventListener('abort', endAll)
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-LAST_WORDS)
  })
  try {
    return await new Promise<string>((done, fail) => {
      child.on('error', (error) => fail(new PreflightError(`${browser} could not be started: ${error.message}`)))
      // What it left behind holds the pipe of its last words open.
      child.on('exit', endAll)
      child.on('close', (code, signal) =>
        isLate ? fail(tooLate(printer)) : done(`exit code ${code ?? signal}; ${said.trim()}`),
      )
    })
  } finally {
    clearTimeout(timer)
    process.off('exit', endAll)
    endAll()
  }
}

const tooLate = ({ browser, timeoutMs, name }: Printer): PreflightError =>
  new PreflightError(
    `${browser} did not print ${name}.pdf within ${timeoutMs / 1_000} s and was ended; ${name}.html can be printed by any browser`,
  )

const endGroup = (pid: number | undefined): void => {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // All have ended by themselves.
  }
}

const printed = (file: string, failure: string): Buffer => {
  try {
    const pdf = readFileSync(file)
    if (pdf.subarray(0, 5).toString('latin1') === '%PDF-') return pdf
  } catch {
    // Told below.
  }
  throw new PreflightError(failure)
}
