import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../../base/errors.js'
import { ENGLISH, inLanguage, type Language } from '../../language/language.js'
import { diskReason, diskRemedy, systemDisk } from '../../metrics/disk.js'
import { writePagePdf } from '../../report/pdf/write-pdf.js'
import type { CapacityResult } from '../capacity-result.js'
import { htmlCapacity } from './html-capacity.js'
import { markdownCapacity } from './markdown-capacity.js'

/** The files of a capacity, each with what it holds. */
export const CAPACITY_FILES = {
  json: { file: 'capacity.json', render: (result: CapacityResult) => `${JSON.stringify(result, null, 1)}\n` },
  markdown: { file: 'capacity.md', render: markdownCapacity },
  html: { file: 'capacity.html', render: htmlCapacity },
} as const

export type CapacityFormat = keyof typeof CAPACITY_FILES

/** Whether a capacity has a file of that format. */
export const isCapacityFormat = (name: string): name is CapacityFormat => Object.hasOwn(CAPACITY_FILES, name)

/** All formats that are files. */
export const CAPACITY_FORMATS: readonly CapacityFormat[] = Object.keys(CAPACITY_FILES).filter(isCapacityFormat)

/** One format of a capacity as text. */
export const capacityText = (result: CapacityResult, format: CapacityFormat, language = ENGLISH): string =>
  inLanguage(language, () => CAPACITY_FILES[format].render(result))

/** Writes files into a folder of a search, those that stood there as well, so that they all say the same; none when none is asked for. */
export const rewriteCapacity = (
  dir: string,
  result: CapacityResult,
  formats: readonly CapacityFormat[],
  language: Language,
): readonly string[] => {
  const isAsked = (format: CapacityFormat): boolean =>
    formats.includes(format) || existsSync(join(dir, CAPACITY_FILES[format].file))
  return formats.length === 0 ? [] : writeCapacity(dir, result, CAPACITY_FORMATS.filter(isAsked), language)
}

/** Writes files into a folder, each whole or not at all, and names them. Throws a UsageError for the first that it cannot write. */
export const writeCapacity = (
  dir: string,
  result: CapacityResult,
  formats: readonly CapacityFormat[] = CAPACITY_FORMATS,
  language = ENGLISH,
): readonly string[] =>
  formats.map((format) => {
    const { file } = CAPACITY_FILES[format]
    const text = capacityText(result, format, language)
    try {
      mkdirSync(dir, { recursive: true })
      systemDisk.replace(join(dir, file), text)
    } catch (error) {
      const remedy = `${diskRemedy(error)}; ${file} could not be written (${diskReason(error)})`
      throw new UsageError([{ path: '--out', value: dir, remedy }])
    }
    return join(dir, file)
  })

/** Prints a capacity's page as `capacity.pdf` into a folder and names the file. Throws a PreflightError or UsageError that says why not. */
export const writeCapacityPdf = (
  dir: string,
  result: CapacityResult,
  browser: string,
  language: Language,
): Promise<string> =>
  writePagePdf({ dir, name: 'capacity', asked: '--out' }, capacityText(result, 'html', language), browser)
