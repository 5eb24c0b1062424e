import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

const MOST_BYTES = 16_384
const LONGEST_LINE = 300

/** The last lines of a log, however long it is; none where there is no such file. */
export const lastLines = (path: string, most: number): readonly string[] =>
  endOf(path)
    .split('\n')
    .map((line) => line.trimEnd().slice(0, LONGEST_LINE))
    .filter((line) => line !== '')
    .slice(-most)

const endOf = (path: string): string => {
  try {
    const file = openSync(path, 'r')
    try {
      const from = Math.max(0, fstatSync(file).size - MOST_BYTES)
      const bytes = Buffer.alloc(MOST_BYTES)
      return bytes.toString('utf8', 0, readSync(file, bytes, 0, MOST_BYTES, from))
    } finally {
      closeSync(file)
    }
  } catch {
    return ''
  }
}
