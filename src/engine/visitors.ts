import { randomStream } from '../base/random.js'
import { accountIndex } from '../schedule/accounts-of-slots.js'
import type { Person } from './host.js'
import type { ShardOptions } from './shard-options.js'

/** Says who comes to a slot: each session has its own random stream, and as far as accounts suffice, its own account. */
export class Visitors {
  readonly #o: Pick<ShardOptions, 'profile' | 'accounts'>
  readonly #sessions = new Map<number, number>()

  constructor(options: Pick<ShardOptions, 'profile' | 'accounts'>) {
    this.#o = options
  }

  next(slot: number, arrivalUs: number): Person {
    const { profile, accounts } = this.#o
    const session = this.#sessions.get(slot) ?? 0
    this.#sessions.set(slot, session + 1)
    return {
      index: slot,
      account: accounts.at(accountIndex(slot, session, profile.users, accounts.count)),
      random: randomStream(profile.seed, 'user', slot, session),
      behaviour: profile.behaviour,
      requestTimeoutUs: profile.timeouts.requestUs,
      arrivalUs,
    }
  }
}
