import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../base/errors.js'
import { ENGLISH, inLanguage, type Language } from '../language/language.js'
import { diskReason, diskRemedy, systemDisk } from '../metrics/disk.js'
import type { Unwritten } from '../metrics/run-files.js'
import { foldSeconds, readRun } from '../metrics/run-reader.js'
import { FILE_FORMATS, FORMATS, type FormatName } from './index.js'
import { FILE_STYLE, type TextStyle } from './renderer.js'
import type { Result } from './result.js'

/** How reports are written besides their style. */
export interface Writing {
  /** Absent: English. */
  readonly language?: Language
  readonly unwritten?: Unwritten
}

/**
 * Writes reports beside the run in a folder, each whole or not at all, those that stood there as well, so that they all say the
 * same; none when none is asked for. Names the files. Throws a UsageError for those that it cannot write.
 */
export const rewriteReports = async (
  dir: string,
  result: Result,
  formats: readonly FormatName[],
  writing: Writing = {},
): Promise<readonly string[]> => {
  const isThere = (format: FormatName): boolean => existsSync(join(dir, FORMATS[format].file))
  return writeReports(dir, result, formats.length === 0 ? [] : [...formats, ...FILE_FORMATS.filter(isThere)], writing)
}

/** Writes a result's reports into its run's folder and names the files. Throws a UsageError for those that it cannot write. */
export const writeReports = async (
  dir: string,
  result: Result,
  formats: readonly FormatName[],
  writing: Writing = {},
): Promise<readonly string[]> => {
  const files: string[] = []
  const failures: { readonly file: string; readonly error: unknown }[] = []
  for (const format of new Set(formats)) {
    const { file } = FORMATS[format]
    const text = await renderText(dir, result, format, FILE_STYLE, writing)
    try {
      systemDisk.replace(join(dir, file), text)
      files.push(join(dir, file))
    } catch (error) {
      failures.push({ file, error })
    }
  }
  const [first] = failures
  if (first === undefined) return files
  const names = failures.map(({ file }) => file).join(', ')
  const remedy = `${diskRemedy(first.error)}; ${names} could not be written (${diskReason(first.error)})`
  throw new UsageError([{ path: 'RUN_DIR', value: dir, remedy }])
}

/** One report as text; the folder is read only by formats that are made from the stored seconds. */
export const renderText = async (
  dir: string,
  result: Result,
  format: FormatName,
  style: TextStyle,
  { language = ENGLISH, unwritten }: Writing = {},
): Promise<string> => {
  const renderer = FORMATS[format]
  if (renderer.needs === 'result')
    return inLanguage(renderer.readers === 'people' ? language : ENGLISH, () => renderer.render(result, style))
  const report = renderer.start(await readRun(dir, unwritten))
  await foldSeconds(dir, (record) => report.add(record), unwritten)
  return report.finish()
}
