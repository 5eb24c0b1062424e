import { join } from 'node:path'
import { UsageError } from '../../base/errors.js'
import { inLanguage, type Language } from '../../language/language.js'
import { diskReason, diskRemedy, systemDisk } from '../../metrics/disk.js'
import { htmlPage } from '../html/html-report.js'
import type { Result } from '../result.js'
import { printPdf } from './print-pdf.js'

/** What `--format` calls it; no text, so not one of the renderers. */
export const PDF = 'pdf'

// A page of a long run takes seconds on a busy machine.
const TIMEOUT_MS = 120_000

/** Writes a result's report as `report.pdf` into its run's folder and names the file. Throws a PreflightError or UsageError that says why not. */
export const writePdf = (dir: string, result: Result, browser: string, language: Language): Promise<string> =>
  writePagePdf(
    { dir, name: 'report', asked: 'RUN_DIR' },
    inLanguage(language, () => htmlPage(result)),
    browser,
  )

/** Where a PDF goes: its folder, its name without `.pdf`, and by what the folder was asked for. */
export interface PdfPlace {
  readonly dir: string
  readonly name: string
  readonly asked: string
}

/** Prints a page as a file of a folder, in the same way. */
export const writePagePdf = async ({ dir, name, asked }: PdfPlace, page: string, browser: string): Promise<string> => {
  const file = join(dir, `${name}.pdf`)
  const pdf = await printPdf(page, { browser, timeoutMs: TIMEOUT_MS, name })
  try {
    systemDisk.replace(file, pdf)
  } catch (error) {
    const remedy = `${diskRemedy(error)}; ${name}.pdf could not be written (${diskReason(error)})`
    throw new UsageError([{ path: asked, value: dir, remedy }])
  }
  return file
}
