import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../base/errors.js'
import { diskReason, diskRemedy, systemDisk } from '../metrics/disk.js'
import type { Unwritten } from '../metrics/run-files.js'
import { foldSeconds, readRun } from '../metrics/run-reader.js'
import { buildResult } from './build-result.js'
import { FILE_FORMATS, FORMATS, type FormatName } from './index.js'
import { FILE_STYLE, type TextStyle } from './renderer.js'
import type { Result } from './result.js'

/** A run rendered again: its result, and the files that were written. */
export interface RenderedRun {
  readonly result: Result
  readonly files: readonly string[]
}

/**
 * Builds the result of the run in a folder and writes reports beside it, each whole or not at all, those that stood there
 * as well, so that they all say the same; none when none is asked for. Throws a UsageError when the folder holds no run
 * or cannot be written.
 */
export const renderReport = async (
  dir: string,
  formats: readonly FormatName[],
  { strict }: { readonly strict: boolean },
): Promise<RenderedRun> => {
  const result = await buildResult(dir, { strict })
  const isThere = (format: FormatName): boolean => existsSync(join(dir, FORMATS[format].file))
  const written = formats.length === 0 ? [] : [...formats, ...FILE_FORMATS.filter(isThere)]
  return { result, files: await writeReports(dir, result, written) }
}

/** Writes a result's reports into its run's folder and names the files. Throws a UsageError for those that it cannot write. */
export const writeReports = async (
  dir: string,
  result: Result,
  formats: readonly FormatName[],
  unwritten?: Unwritten,
): Promise<readonly string[]> => {
  const files: string[] = []
  const failures: { readonly file: string; readonly error: unknown }[] = []
  for (const format of new Set(formats)) {
    const { file } = FORMATS[format]
    const text = await renderText(dir, result, format, FILE_STYLE, unwritten)
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
  unwritten?: Unwritten,
): Promise<string> => {
  const renderer = FORMATS[format]
  if (renderer.needs === 'result') return renderer.render(result, style)
  const report = renderer.start(await readRun(dir, unwritten))
  await foldSeconds(dir, (record) => report.add(record), unwritten)
  return report.finish()
}
