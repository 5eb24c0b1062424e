import { systemTiming } from '../accounts/pace.js'
import { SEED_DEFAULTS } from '../accounts/seed-options.js'
import type { RunMeta } from '../metrics/run-record.js'
import { type AccountBook, openAccountBook } from '../profile/account-book.js'

/** The tag behind every post of a run on somebody's platform, without its `#`; undefined for the embedded stack. */
export const postTagOf = (kind: RunMeta['target']['kind'], runId: string): string | undefined =>
  kind === 'external' ? `tatami-load-${runId}` : undefined

/** Takes away what a run posted, where its profile asks for it; says in a sentence what came of it. */
export const removePosts = async ({ profile, postTag, startedAt }: RunMeta): Promise<string | undefined> => {
  const { target, deletePosts } = profile
  if (!target || !deletePosts || postTag === undefined) return undefined
  const { ratePerSec, concurrency } = SEED_DEFAULTS
  const accounts = eachOf(openAccountBook(profile.accounts, profile.users))
  const options = { target, tag: postTag, accounts, sinceMs: Date.parse(startedAt), ratePerSec, concurrency }
  try {
    const { deleteRunPosts } = await import('../accounts/delete-posts.js')
    const { deleted, accounts: looked } = await deleteRunPosts(options, { timing: systemTiming })
    return `${deleted} posts of the run deleted, of ${looked} accounts`
  } catch (error) {
    // What was measured stands all the same.
    return `the run's posts (#${postTag}) are still there: ${error instanceof Error ? error.message : error}`
  }
}

function* eachOf(book: AccountBook) {
  for (let index = 0; index < book.count; index++) yield book.at(index)
}
