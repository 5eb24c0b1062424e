import { bytesText, coresText, countText } from '../base/quantity-text.js'
import { addressesFor } from './port-load.js'
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
      return portsText(shortfall)
  }
}

const MOMENTS = { hold: 'while all users are there', peak: 'at the end of the ramp' } as const

type PortShortfall = Extract<Shortfall, { kind: 'ports' }>

const portsText = (shortfall: PortShortfall): string => {
  const { needed, addresses, portsPerAddress } = shortfall
  const available = `${countText(addresses * portsPerAddress)} there`
  return `local ports: ${countText(needed)} needed at once, ${available}; ${sourcesText(shortfall)}${rangeText(shortfall)}`
}

// Towards loopback each shard brings source addresses of its own.
const sourcesText = ({ from, addressesNeeded }: PortShortfall): string =>
  from === 'loopback' ? 'more --shards' : `${countText(addressesNeeded)} source addresses with --local-ips`

// The widest range, where that is more than there is; it may not be enough by itself.
const rangeText = ({ from, needed, addresses, portsPerAddress }: PortShortfall): string => {
  if (portsPerAddress >= MOST_PORTS) return ''
  if (needed <= addresses * MOST_PORTS) return `, or ${WIDEN}`
  return from === 'loopback' ? '' : `, or ${countText(addressesFor(needed, MOST_PORTS))} after ${WIDEN}`
}

const MOST_PORTS = 65_535 - 1024 + 1
const WIDEN = 'sysctl -w net.ipv4.ip_local_port_range="1024 65535"'
