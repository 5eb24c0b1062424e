import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { EMPTY_LOG, fileDirective, logFinding } from './log-finding.js'
import { cannot, type RequestSource, until, type WaitMs, withoutOurs } from './request-source.js'

/** nginx writes a line a second late at most. */
const LINE_WITHIN_MS = 2_000

/** An access log in a file of this machine: what its last lines tell. */
export const logSource = (path: string, waitMs: WaitMs): RequestSource => {
  const directive = fileDirective(besideOf(path))
  let before = 0
  return {
    ...{ source: 'nginx-log', tier: 'nginx', node: path },
    open: async () => {
      before = (await endOf(path)).size
    },
    check: async () => {
      const withinMs = Math.min(waitMs(), LINE_WITHIN_MS)
      let end = await endOf(path)
      const hasLine = await until(async () => {
        end = await endOf(path)
        return end.size !== before && end.lines.length > 0
      }, withinMs)
      const finding = end.lines.length === 0 ? EMPTY_LOG : logFinding(end.lines, directive)
      return withinMs > 0 && !hasLine ? withoutOurs(finding, 'the line', directive) : finding
    },
    close: async () => undefined,
  }
}

/** A log of its own, so that the one that is there stays as it is. */
const besideOf = (path: string): string => join(dirname(path), 'tatami-load.log')

const MOST_BYTES = 256 * 1024

/** Whole lines at the end of a file, and its size: another one once something was written, or it was rotated. */
const endOf = async (path: string): Promise<{ readonly lines: readonly string[]; readonly size: number }> => {
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
      return { lines: lines.filter((line) => line !== ''), size: stats.size }
    } finally {
      await file.close()
    }
  } catch (error) {
    throw cannot(`${path} cannot be read`, error)
  }
}
