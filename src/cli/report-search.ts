import { UsageError } from '../base/errors.js'
import { buildCapacity } from '../capacity/build-capacity.js'
import { terminalCapacity } from '../capacity/report/terminal-capacity.js'
import {
  CAPACITY_FORMATS,
  capacityText,
  isCapacityFormat,
  rewriteCapacity,
  writeCapacityPdf,
} from '../capacity/report/write-capacity.js'
import { inLanguage, type Language } from '../language/language.js'
import type { FormatName } from '../report/index.js'
import { PDF } from '../report/pdf/write-pdf.js'
import type { CommandContext } from './context.js'
import { tellFiles } from './file-telling.js'

/** What of a search is rendered: as files in its folder, or on standard output. */
export interface SearchReport {
  readonly formats: readonly FormatName[]
  readonly shown: readonly FormatName[]
  readonly isToFiles: boolean
  /** Who prints a PDF; absent: nobody asked for one. */
  readonly browser?: string | undefined
  readonly language: Language
}

/** Renders a search again. Formats that a search does not have are left out, unless there is nothing else. */
export const reportSearch = async (
  dir: string,
  { formats, shown, isToFiles, browser, language }: SearchReport,
  context: CommandContext,
): Promise<void> => {
  const { output } = context
  const files = formats.filter(isCapacityFormat)
  if (files.length === 0 && !formats.includes('terminal') && browser === undefined)
    throw new UsageError([{ path: '--format', value: formats.join(', '), remedy: REMEDY }])
  const result = await buildCapacity([dir])
  for (const name of shown) {
    if (name === 'terminal') output.out(inLanguage(language, () => terminalCapacity(result, output.style)))
    else if (isCapacityFormat(name)) output.out(capacityText(result, name, language))
  }
  await tellFiles(context, async () => [
    ...(isToFiles ? rewriteCapacity(dir, result, files, language) : []),
    ...(browser === undefined ? [] : [await writeCapacityPdf(dir, result, browser, language)]),
  ])
}

const REMEDY = `a search for the capacity has terminal, ${CAPACITY_FORMATS.join(', ')} and ${PDF}`
