/** Where a socket starts from. */
export interface Source {
  /** Absent: the kernel's choice. */
  readonly address: string | undefined
  /** Absent: the kernel's choice, for which it searches its range. */
  readonly port: LeasedPort | undefined
}

/** A local port that is one socket's until it is given back. */
export class LeasedPort {
  readonly number: number
  readonly #queue: PortQueue

  constructor(number: number, queue: PortQueue) {
    this.number = number
    this.#queue = queue
  }

  giveBack(): void {
    this.#queue.add(this.number)
  }
}

/**
 * The source addresses, handed out in turn, each with the port of its own that is unused for longest. Without ports, or when all of them
 * are in use, the kernel looks for one.
 */
export class Sources {
  readonly #unported: readonly Source[]
  readonly #queues: readonly PortQueue[]
  readonly #mostTries: number
  #next = -1

  constructor(addresses: readonly string[], ports: readonly Uint16Array[] = []) {
    this.#unported = (addresses.length > 0 ? addresses : [undefined]).map((address) => ({ address, port: undefined }))
    this.#queues = ports.map((those) => new PortQueue(those))
    this.#mostTries = ports.length > 0 ? Math.max(MOST_PORTS_TRIED, addresses.length) : this.#unported.length
  }

  /** The place of whose turn it is. */
  turn(): number {
    this.#next = (this.#next + 1) % this.#unported.length
    return this.#next
  }

  /** The source at a place, counted round; the next one that has a port where that one has none left. */
  take(place: number): Source {
    const { length } = this.#unported
    for (let i = 0; i < this.#queues.length; i++) {
      const at = (place + i) % length
      const port = this.#queues[at]?.take()
      if (port) return { address: this.#unported[at]?.address, port }
    }
    return this.#unported[place % length] ?? KERNELS_CHOICE
  }

  /** Whether to give up after so many tries for one connection, the last of them from this source. */
  isSpent(tries: number, { port }: Source): boolean {
    const isSearchLost = port === undefined && this.#queues.length > 0
    return tries >= this.#mostTries || isSearchLost
  }
}

// To learn that a port is still held takes 0.2 ms at most: all of these cost less than a connect to another city.
const MOST_PORTS_TRIED = 50
const KERNELS_CHOICE: Source = { address: undefined, port: undefined }

/** Ports that no socket of ours has, those first that are unused for longest. */
class PortQueue {
  readonly #ring: Uint16Array
  #head = 0
  #count: number

  constructor(ports: Uint16Array) {
    this.#ring = ports.slice()
    this.#count = ports.length
  }

  take(): LeasedPort | undefined {
    const number = this.#ring[this.#head]
    if (this.#count === 0 || number === undefined) return undefined
    this.#head = (this.#head + 1) % this.#ring.length
    this.#count--
    return new LeasedPort(number, this)
  }

  add(port: number): void {
    this.#ring[(this.#head + this.#count) % this.#ring.length] = port
    this.#count++
  }
}
