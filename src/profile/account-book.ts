import type { Accounts } from './event-profile.js'

/** The accounts of a run, by index. Users of slot i start with account i. */
export interface AccountBook {
  readonly count: number
  at(index: number): { readonly login: string; readonly password: string }
}

/** Accounts made from a pattern: as many as are asked for, `{n}` counting from `first`. */
export const patternAccounts = (
  { pattern, password, first }: Extract<Accounts, { kind: 'pattern' }>,
  count: number,
): AccountBook => ({
  count,
  at: (index) => ({ login: pattern.replaceAll('{n}', String(first + index)), password }),
})
