import { bytesText, coresText, countText } from '../base/quantity-text.js'
import type { Shortfall } from './shortfall.js'

/** A shortfall in one line, with its numbers and the command that mends it where there is one. */
export const shortfallText = (shortfall: Shortfall): string => {
  switch (shortfall.kind) {
    case 'memory':
      return `memory: ${bytesText(shortfall.neededBytes)} needed, ${bytesText(shortfall.availableBytes)} can be used`
    case 'cpu':
      return `CPU: about ${coresText(shortfall.neededCores)} needed ${MOMENTS[shortfall.moment]}, ${coresText(shortfall.availableCores)} there`
    case 'descriptors':
      return `open files: ${countText(shortfall.neededPerShard)} needed in each of ${countText(shortfall.shards)} processes, ${countText(shortfall.limit)} allowed; ulimit -n ${shortfall.neededPerShard} (beyond the hard limit as root), or more --shards`
    case 'ports':
      return `local ports: ${countText(shortfall.needed)} needed at once, ${countText(shortfall.available)} there; ${sourcesText(shortfall)}, or sysctl -w net.ipv4.ip_local_port_range="1024 65535"`
  }
}

const MOMENTS = { hold: 'while all users are there', peak: 'at the end of the ramp' } as const

// Towards loopback each shard brings source addresses of its own.
const sourcesText = ({ from, addressesNeeded }: Extract<Shortfall, { kind: 'ports' }>): string =>
  from === 'loopback' ? 'more --shards' : `${countText(addressesNeeded)} source addresses with --local-ips`
