import { resolve } from 'node:path'
import type { DeleteOptions } from '../accounts/delete-posts.js'
import type { SeedOptions } from '../accounts/seed-options.js'
import { type Problem, UsageError } from '../base/errors.js'
import { parseCount } from '../base/units.js'
import { requireAuthorisation } from '../preflight/authorise.js'
import type { Target } from '../profile/event-profile.js'
import { targetOf } from './asked-profile.js'
import type { CommandContext } from './context.js'

/** Flags of `seed` as commander hands them over. */
export interface SeedFlags extends Readonly<Record<string, unknown>> {
  readonly users?: string
  readonly followersMean: string
  readonly pattern: string
  readonly first: string
  readonly seed: string
  readonly rate: string
  readonly concurrency: string
  readonly accounts: string
  readonly undo?: boolean
  readonly quiet?: boolean
}

/** What to seed. Throws a UsageError with every problem, and for a platform that the user did not say may be touched. */
export const seedOptionsOf = (flags: SeedFlags, context: CommandContext, password: string | undefined): SeedOptions => {
  const [undo, counts, pattern] = allOf(
    () => undoOptionsOf(flags, context),
    () => numbers(flags, { users: 1, followersMean: 0, first: 0, seed: 0 }),
    () => patternOf(flags.pattern),
  )
  return { ...undo, ...counts, pattern, ...(password && { password }) }
}

/** What to take away again. */
export const undoOptionsOf = (
  flags: SeedFlags,
  context: CommandContext,
): DeleteOptions & { readonly csvPath: string } => {
  const [target, { rate: ratePerSec, concurrency }] = allOf(
    () => authorised(flags, context),
    () => numbers(flags, { rate: 1, concurrency: 1 }),
  )
  return { target, ratePerSec, concurrency, csvPath: resolve(context.cwd, flags.accounts) }
}

// What several readings come to, or one UsageError with the problems of all of them.
const allOf = <T extends readonly unknown[]>(...readings: { readonly [K in keyof T]: () => T[K] }): T => {
  const problems: Problem[] = []
  const values = readings.map((read) => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      problems.push(...error.problems)
      return undefined
    }
  })
  if (problems.length > 0) throw new UsageError(problems)
  return values as unknown as T
}

const authorised = (flags: SeedFlags, context: CommandContext): Target => {
  const target = targetOf(flags, context)
  if (!target) throw new UsageError([{ path: '--target', value: '', remedy: 'name the platform with --target URL' }])
  requireAuthorisation(target)
  return target
}

const patternOf = (pattern: string): string => {
  if (/^[^@\s]*\{n\}[^@\s]*@[^@\s]+$/.test(pattern)) return pattern
  const remedy = 'write a login with a number in it, such as load{n}@bank.example'
  throw new UsageError([{ path: '--pattern', value: pattern, remedy }])
}

const EXAMPLES: Readonly<Record<string, string>> = {
  users: '2k',
  followersMean: '50',
  first: '1',
  seed: '7',
  rate: '50',
  concurrency: '4',
}

const numbers = <K extends string>(
  flags: SeedFlags,
  least: Readonly<Record<K, number>>,
): Readonly<Record<K, number>> => {
  const problems: Problem[] = []
  const entries = Object.entries<number>(least).map(([name, minimum]) => {
    const text = String(flags[name] ?? '')
    const value = parseCount(text)
    if (value === undefined || value < minimum) {
      const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
      const remedy = `write a whole number of at least ${minimum}, such as ${EXAMPLES[name]}`
      problems.push({ path: flag, value: text, remedy })
    }
    return [name, value ?? 0]
  })
  if (problems.length > 0) throw new UsageError(problems)
  return Object.fromEntries(entries) as Readonly<Record<K, number>>
}
