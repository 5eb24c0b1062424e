import { type LoadPlan, usableDescriptors } from './load-plan.js'
import type { Machine } from './machine.js'
import type { PortLoad } from './port-load.js'

/** One thing of which a plan needs more than there is. */
export type Shortfall =
  | { readonly kind: 'memory'; readonly neededBytes: number; readonly availableBytes: number }
  | {
      readonly kind: 'cpu'
      readonly moment: 'hold' | 'peak'
      readonly neededCores: number
      readonly availableCores: number
    }
  | { readonly kind: 'descriptors'; readonly neededPerShard: number; readonly limit: number; readonly shards: number }
  | {
      readonly kind: 'ports'
      readonly from: PortLoad['kind']
      readonly needed: number
      readonly addresses: number
      readonly portsPerAddress: number
      readonly addressesNeeded: number
    }

/** Everything the plan needs more of than the machine has. Pure. */
export const shortfallsOf = (plan: LoadPlan, machine: Machine): readonly Shortfall[] =>
  [
    memoryShortfall(plan, machine),
    cpuShortfall(plan, machine),
    descriptorShortfall(plan, machine),
    portShortfall(plan),
  ].filter((shortfall) => shortfall !== undefined)

/** Memory of all parts of a plan, bytes. */
export const memoryBytes = ({ memory }: LoadPlan): number => memory.reduce((sum, { bytes }) => sum + bytes, 0)

/** Cores that all parts of a plan use, with all users there and at the end of the ramp. */
export const cpuCores = ({ cpu }: LoadPlan): { readonly hold: number; readonly peak: number } => ({
  hold: cpu.reduce((sum, { holdCores }) => sum + holdCores, 0),
  peak: cpu.reduce((sum, { peakCores }) => sum + peakCores, 0),
})

// Buffers in flight and the page cache need some too.
const USABLE_MEMORY = 0.95
// The estimate is good to about a third: what is beyond cannot work, what is below is left to the run, which notices when the
// generator comes late.
const CPU_TOLERANCE = 4 / 3

const memoryShortfall = (plan: LoadPlan, machine: Machine): Shortfall | undefined => {
  const neededBytes = memoryBytes(plan)
  const availableBytes = machine.memoryBytes * USABLE_MEMORY
  return neededBytes > availableBytes ? { kind: 'memory', neededBytes, availableBytes } : undefined
}

const cpuShortfall = (plan: LoadPlan, machine: Machine): Shortfall | undefined => {
  const { hold, peak } = cpuCores(plan)
  const most = machine.cpuCores * CPU_TOLERANCE
  const availableCores = machine.cpuCores
  if (hold > most) return { kind: 'cpu', moment: 'hold', neededCores: hold, availableCores }
  return peak > most ? { kind: 'cpu', moment: 'peak', neededCores: peak, availableCores } : undefined
}

const descriptorShortfall = (plan: LoadPlan, machine: Machine): Shortfall | undefined => {
  const limit = usableDescriptors(machine)
  const { shards, descriptorsPerShard: neededPerShard } = plan
  return neededPerShard > limit ? { kind: 'descriptors', neededPerShard, limit, shards } : undefined
}

const portShortfall = ({ ports }: LoadPlan): Shortfall | undefined => {
  const { kind: from, portsNeeded: needed, addresses, portsPerAddress, addressesNeeded } = ports
  return needed > addresses * portsPerAddress
    ? { kind: 'ports', from, needed, addresses, portsPerAddress, addressesNeeded }
    : undefined
}
