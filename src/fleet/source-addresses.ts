// A port belongs to a source address, so each shard has its own. As many as this, because browsers close their extra
// connections: at 200 arrivals/s 48,000 ports are in TIME_WAIT, and the search for a free one of a range that is half
// taken costs more than the request.
/** Towards a loopback front. */
export const ADDRESSES_PER_SHARD = 8

/** Parts of the loopback network to connect from, one for a run; apart from what rehearsals listen on. */
export const LOOPBACK_NETS: readonly string[] = Array.from({ length: 128 }, (_, i) => `127.${64 + i}`)

/** Source addresses for one shard towards a loopback front, out of one of `LOOPBACK_NETS`. */
export const loopbackSources = (shard: number, net: string): readonly string[] =>
  Array.from({ length: ADDRESSES_PER_SHARD }, (_, i) => {
    const host = shard * ADDRESSES_PER_SHARD + i
    return `${net}.${Math.floor(host / 250)}.${(host % 250) + 1}`
  })

/**
 * Source addresses of a shard out of those that the user gave, dealt out in turn. All of them where they do not come out even:
 * shards have equally many users, and one with fewer addresses than another would run out of ports before the plan says so.
 */
export const dealtSources = (addresses: readonly string[], shard: number, shards: number): readonly string[] =>
  addresses.length % shards === 0 ? addresses.filter((_, i) => i % shards === shard) : addresses

export const isLoopback = (address: string): boolean => /^127\.\d+\.\d+\.\d+$/.test(address) || address === '::1'
