import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../../base/errors.js'
import { diskReason, diskRemedy, systemDisk } from '../../metrics/disk.js'
import type { CapacityResult } from '../capacity-result.js'
import { htmlCapacity } from './html-capacity.js'
import { markdownCapacity } from './markdown-capacity.js'

/** The files of a capacity, each with what it holds. */
export const CAPACITY_FILES = {
  json: { file: 'capacity.json', render: (result: CapacityResult) => `${JSON.stringify(result, null, 1)}\n` },
  markdown: { file: 'capacity.md', render: markdownCapacity },
  html: { file: 'capacity.html', render: htmlCapacity },
} as const

/** One format of a capacity as text. */
export const capacityText = (result: CapacityResult, format: keyof typeof CAPACITY_FILES): string =>
  CAPACITY_FILES[format].render(result)

/** Writes every file into a folder, each whole or not at all, and names them. Throws a UsageError for the first that it cannot write. */
export const writeCapacity = (dir: string, result: CapacityResult): readonly string[] => {
  return Object.values(CAPACITY_FILES).map(({ file, render }) => {
    const text = render(result)
    try {
      mkdirSync(dir, { recursive: true })
      systemDisk.replace(join(dir, file), text)
    } catch (error) {
      const remedy = `${diskRemedy(error)}; ${file} could not be written (${diskReason(error)})`
      throw new UsageError([{ path: '--out', value: dir, remedy }])
    }
    return join(dir, file)
  })
}
