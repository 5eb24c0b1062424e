import { setTimeout as pause } from 'node:timers/promises'
import type { CheckedSource } from '../../tiers/check-sources.js'
import type { SourceFinding } from '../../tiers/node-reader.js'

/** A source that tells of single requests: it is there before one is sent, and tells afterwards. */
export interface RequestSource extends CheckedSource {
  /** Listens or looks from now on; rejects with an Error of one sentence when it cannot. */
  open(): Promise<void>
  close(): Promise<void>
}

/** How long lines and spans of the one request are waited for; 0 where none was sent. */
export type WaitMs = () => number

/** Looks at least once; resolves with whether it was so before the time was over. */
export const until = async (isSo: () => boolean | Promise<boolean>, withinMs: number): Promise<boolean> => {
  const endMs = performance.now() + withinMs
  for (;;) {
    if (await isSo()) return true
    if (performance.now() >= endMs) return false
    await pause(LOOK_MS)
  }
}

const LOOK_MS = 50

/** What a source is worth from which nothing came of the request that was sent: as it is, it gives nothing. */
export const withoutOurs = (finding: SourceFinding, what: string, remedy: string): SourceFinding => ({
  ...finding,
  gives: [],
  lacks: [{ what: `${what} of the request that was sent: none came`, remedy }],
})

/** One sentence of an address or file that cannot be had. */
export const cannot = (what: string, error: unknown): Error => {
  const { code, message } = error as NodeJS.ErrnoException
  return new Error(`${what} (${code ?? message})`)
}
