import { UsageError } from '../base/errors.js'
import { buildCapacity } from '../capacity/build-capacity.js'
import { terminalCapacity } from '../capacity/report/terminal-capacity.js'
import { CAPACITY_FILES, capacityText, writeCapacity } from '../capacity/report/write-capacity.js'
import { readRun } from '../metrics/run-reader.js'
import type { FormatName } from '../report/index.js'
import type { Output } from './output.js'

/** Whether a folder holds a search for the capacity. Throws a UsageError when it holds no run. */
export const isSearch = async (dir: string): Promise<boolean> => (await readRun(dir)).meta.search !== undefined

/** What of a search is rendered: as files in its folder, or on standard output. */
export interface SearchReport {
  readonly formats: readonly FormatName[]
  readonly shown: readonly FormatName[]
  readonly isToFiles: boolean
}

/** Renders a search again. Formats that a search does not have are left out, unless one was asked for by name. */
export const reportSearch = async (
  dir: string,
  { formats, shown, isToFiles }: SearchReport,
  output: Output,
): Promise<void> => {
  const result = await buildCapacity([dir])
  const known = formats.filter((name) => name === 'terminal' || isCapacityFormat(name))
  if (known.length === 0) throw new UsageError([{ path: '--format', value: formats.join(', '), remedy: REMEDY }])
  for (const name of shown) {
    if (name === 'terminal') output.out(terminalCapacity(result, output.style))
    else if (isCapacityFormat(name)) output.out(capacityText(result, name))
  }
  if (isToFiles) for (const file of writeCapacity(dir, result)) output.err(`wrote ${file}\n`)
}

const isCapacityFormat = (name: string): name is keyof typeof CAPACITY_FILES => Object.hasOwn(CAPACITY_FILES, name)

const REMEDY = `a search for the capacity has terminal, ${Object.keys(CAPACITY_FILES).join(', ')}`
