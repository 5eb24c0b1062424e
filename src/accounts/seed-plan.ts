import type { Account } from './session.js'

/** What a seeding makes: the same plan asks for the same accounts, follows and posts. */
export interface SeedPlan {
  /** The platform's first front URL. */
  readonly origin: string
  readonly users: number
  /** Login, with `{n}` for a whole number that counts from `first`. */
  readonly pattern: string
  readonly first: number
  readonly password: string
  readonly followersMean: number
  readonly seed: number
}

/** The account with this index, from 0. */
export const accountOf = ({ pattern, first, password }: SeedPlan, index: number): Account => ({
  login: pattern.replaceAll('{n}', String(first + index)),
  password,
})
