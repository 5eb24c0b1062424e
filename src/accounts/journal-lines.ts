import type { SeedPlan } from './seed-plan.js'

/** The steps of a seeding, in their order: only accounts can follow or join, and only followers get a post. */
export const SEED_PHASES = ['accounts', 'follows', 'groups', 'posts'] as const
export type SeedPhase = (typeof SEED_PHASES)[number]

/** One line of a journal: a plan, of which later lines tell what is done; or what was taken away again. */
export type JournalLine =
  | { readonly kind: 'plan'; readonly plan: SeedPlan }
  | { readonly kind: 'done'; readonly phase: SeedPhase; readonly user: number; readonly count: number }
  | { readonly kind: 'undone' }

/** How many things each step of each account stood for, by the lines behind a plan. */
export const doneIn = (lines: readonly JournalLine[]): Record<SeedPhase, Map<number, number>> => {
  const done = {
    accounts: new Map<number, number>(),
    follows: new Map<number, number>(),
    groups: new Map<number, number>(),
    posts: new Map<number, number>(),
  }
  for (const line of lines) {
    if (line.kind === 'done') done[line.phase].set(line.user, line.count)
    else if (line.kind === 'undone') done.posts.clear()
  }
  return done
}

/** The lines of a journal's text. Torn ones are left out: what they told is found on the platform again. */
export const linesOf = (text: string): JournalLine[] =>
  text.split('\n').flatMap((line) => {
    try {
      const value: unknown = JSON.parse(line)
      return typeof value === 'object' && value !== null && 'kind' in value ? [value as JournalLine] : []
    } catch {
      return []
    }
  })
