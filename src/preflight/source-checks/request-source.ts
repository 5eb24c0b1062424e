import type { CheckedSource } from '../../tiers/check-sources.js'

/** A source that tells of single requests: it is there before one is sent, and tells afterwards. */
export interface RequestSource extends CheckedSource {
  /** Listens or looks from now on; rejects with an Error of one sentence when it cannot. */
  open(): Promise<void>
  close(): Promise<void>
}

/** How long lines and spans of the one request are waited for; 0 where none was sent. */
export type WaitMs = () => number

/** Resolves once it is so, or the time is over. */
export const until = async (isSo: () => boolean | Promise<boolean>, withinMs: number): Promise<void> => {
  const endMs = performance.now() + withinMs
  while (!(await isSo()) && performance.now() < endMs) await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
}

const LOOK_MS = 50

/** One sentence of an address or file that cannot be had. */
export const cannot = (what: string, error: unknown): Error => {
  const { code, message } = error as NodeJS.ErrnoException
  return new Error(`${what} (${code ?? message})`)
}
