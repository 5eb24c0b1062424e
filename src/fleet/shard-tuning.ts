import type { ShardPlan } from './messages.js'

// The collections that keep a heap small make a login storm late: 20 ms in place of 6 at its p99 with 2,000 users.
const USERS_WORTH_A_LEAN_HEAP = 8_000
// For all shards together: one that sends for all of them has their garbage too.
const YOUNG_MIB = 16
const LEAST_YOUNG_MIB = 4

/**
 * V8's flags for a shard. Its heap is thousands of waiting users, which stay, and little else: V8 left to itself lets it grow to
 * twice what lives there before it looks, and keeps pages that are half empty. `bench/scale` A and E show what it saves and costs.
 */
export const heapFlagsOf = ({ profile, shards }: Pick<ShardPlan, 'profile' | 'shards'>): readonly string[] =>
  profile.users / shards < USERS_WORTH_A_LEAN_HEAP
    ? []
    : [
        `--max-semi-space-size=${Math.max(LEAST_YOUNG_MIB, Math.floor(YOUNG_MIB / shards))}`,
        '--heap-growing-percent=30',
        '--compact-on-every-full-gc',
      ]

/**
 * How long a shard's loop sleeps at least, milliseconds. Processes that outnumber the cores push each other from them with every
 * wake-up: with half as many, 40,000 users on ten shards and two cores took 48 us of CPU a request in place of 60, and the p99 of their
 * lag was 3.0 ms in place of 2.1.
 */
export const napMsOf = (shards: number, cores: number): number => (shards > cores ? 2 : 1)
