import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { EMPTY_LOG, fileDirective, logFinding } from './log-finding.js'
import { cannot, type RequestSource, until, type WaitMs } from './request-source.js'

/** nginx writes a line a second late at most. */
const LINE_WITHIN_MS = 2_000

/** An access log in a file of this machine: what its last lines tell. */
export const logSource = (path: string, waitMs: WaitMs): RequestSource => ({
  ...{ source: 'nginx-log', tier: 'nginx', node: path },
  open: async () => void (await endOf(path)),
  check: async () => {
    let lines: readonly string[] = []
    await until(
      async () => {
        lines = await endOf(path)
        return lines.length > 0
      },
      Math.min(waitMs(), LINE_WITHIN_MS),
    )
    return lines.length === 0 ? EMPTY_LOG : logFinding(lines, fileDirective(besideOf(path)))
  },
  close: async () => undefined,
})

/** A log of its own, so that the one that is there stays as it is. */
const besideOf = (path: string): string => join(dirname(path), 'tatami-load.log')

const MOST_BYTES = 256 * 1024

/** Whole lines at the end of a file. */
const endOf = async (path: string): Promise<readonly string[]> => {
  try {
    const file = await open(path, 'r')
    try {
      const stats = await file.stat()
      if (stats.isDirectory()) throw new Error('a folder')
      const from = Math.max(0, stats.size - MOST_BYTES)
      const { buffer, bytesRead } = await file.read(Buffer.alloc(MOST_BYTES), 0, MOST_BYTES, from)
      // The first line may have begun before, the last may not be whole yet.
      const lines = buffer
        .toString('utf8', 0, bytesRead)
        .split('\n')
        .slice(from > 0 ? 1 : 0, -1)
      return lines.filter((line) => line !== '')
    } finally {
      await file.close()
    }
  } catch (error) {
    throw cannot(`${path} cannot be read`, error)
  }
}
