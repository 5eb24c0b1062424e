import { z } from 'zod'
import type { Accounts } from './event-profile.js'
import { count, text } from './human-values.js'

const PASSWORD_REMEDY = 'write the password as a text in quotes'
const PATTERN_REMEDY = 'write a login with {n} for the number, such as user{n}@bank.example'
const EITHER_REMEDY = 'give pattern and password, or csv, not both'

/** The section `accounts` of a profile: a pattern or a file. It is one value: a profile that has it says all of it. */
export const accountsSchema = z
  .strictObject({
    pattern: z
      .string({ error: PATTERN_REMEDY })
      .regex(/^[^\s{}]*\{n\}[^\s{}]*$/, { error: PATTERN_REMEDY })
      .optional()
      .meta({ description: 'Login of each account, {n} standing for its number.' }),
    password: text(PASSWORD_REMEDY).optional().meta({ description: 'The one that all accounts of the pattern share.' }),
    first: count(0, 1_000_000_000).optional().meta({ description: 'Number of the first account.' }),
    count: count(1, 1_000_000_000, '160k')
      .optional()
      .meta({ description: 'How many there are; without it, as many as users.', example: 1000 }),
    csv: text('name a file')
      .optional()
      .meta({ description: 'File with the header login,password, in place of a pattern.', example: 'accounts.csv' }),
  })
  .transform((written, context): Accounts => {
    const accounts = accountsOf(written)
    if (accounts) return accounts
    context.addIssue({ code: 'custom', message: EITHER_REMEDY })
    return z.NEVER
  })
  .meta({ description: 'Who logs in: a pattern with a password, or a file.' })

interface Written {
  readonly pattern?: string | undefined
  readonly password?: string | undefined
  readonly first?: number | undefined
  readonly count?: number | undefined
  readonly csv?: string | undefined
}

const accountsOf = ({ csv, pattern, password, first, count: known }: Written): Accounts | undefined => {
  const isPatterned = pattern !== undefined && password !== undefined
  const saysPattern = [pattern, password, first, known].some((value) => value !== undefined)
  if (csv !== undefined) return saysPattern ? undefined : { kind: 'csv', file: csv }
  if (!isPatterned) return undefined
  return { kind: 'pattern', pattern, password, first: first ?? 0, ...(known !== undefined && { count: known }) }
}
