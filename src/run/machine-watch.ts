import { type Clock, monotonicClock } from '../base/clock.js'
import type { MachineSecond } from '../metrics/health-record.js'
import { cpuShares, cpuTicks, protocolCounter, stalledUs, timeWaitSockets } from '../preflight/kernel-counters.js'
import { present, systemText } from '../preflight/machine.js'

// Cores are counted in ticks of 10 ms, so that shares of a shorter time are rough.
const SHORTEST_US = 500_000

/** Watches the machine that the generator runs on through what its kernel counts. */
export class MachineWatch {
  readonly #clock: Clock
  readonly #file: (path: string) => string | undefined
  readonly #first: Counters
  #last: Counters

  /** Counts from now on; `file` reads below `/proc`, undefined where it cannot. */
  constructor(clock: Clock = monotonicClock, file: (path: string) => string | undefined = systemText) {
    this.#clock = clock
    this.#file = file
    this.#first = this.#count()
    this.#last = this.#first
  }

  /** What happened since the last reading; undefined when that is too short ago to tell. */
  read(connections: number): MachineReading | undefined {
    const last = this.#last
    const overUs = this.#clock.nowUs() - last.atUs
    if (overUs < SHORTEST_US) return undefined
    const now = this.#count()
    this.#last = now
    return { overUs, figures: figuresOf(this.#first, last, now, connections) }
  }

  #count(): Counters {
    const read = <T>(path: string, parse: (text: string) => T | undefined): T | undefined => {
      const text = this.#file(path)
      return text === undefined ? undefined : parse(text)
    }
    const snmp = this.#file('/proc/net/snmp') ?? ''
    const netstat = this.#file('/proc/net/netstat') ?? ''
    return {
      atUs: this.#clock.nowUs(),
      cpu: read('/proc/stat', cpuTicks),
      stalledUs: read('/proc/pressure/cpu', stalledUs),
      sentSegments: protocolCounter(snmp, 'Tcp', 'OutSegs'),
      retransmittedSegments: protocolCounter(snmp, 'Tcp', 'RetransSegs'),
      listenDrops: protocolCounter(netstat, 'TcpExt', 'ListenDrops'),
      listenOverflows: protocolCounter(netstat, 'TcpExt', 'ListenOverflows'),
      timeWait: read('/proc/net/sockstat', timeWaitSockets),
    }
  }
}

/** The machine over a time that ends now. */
export interface MachineReading {
  readonly overUs: number
  readonly figures: MachineSecond
}

interface Counters {
  readonly atUs: number
  readonly cpu: ReturnType<typeof cpuTicks>
  readonly stalledUs: number | undefined
  readonly sentSegments: number | undefined
  readonly retransmittedSegments: number | undefined
  readonly listenDrops: number | undefined
  readonly listenOverflows: number | undefined
  readonly timeWait: number | undefined
}

const figuresOf = (first: Counters, last: Counters, now: Counters, connections: number): MachineSecond => {
  const all = cpuShares(last.cpu?.all, now.cpu?.all)
  const cores = now.cpu?.cores.map((core, i) => cpuShares(last.cpu?.cores[i], core).busy ?? 0)
  const stalled = difference(last.stalledUs, now.stalledUs)
  return present({
    cpuShare: rounded(all.busy),
    busiestCoreShare: cores && all.busy !== undefined ? rounded(Math.max(...cores)) : undefined,
    stealShare: rounded(all.steal),
    pressureShare: stalled === undefined ? undefined : rounded(Math.min(stalled / (now.atUs - last.atUs), 1)),
    sentSegments: difference(first.sentSegments, now.sentSegments),
    retransmittedSegments: difference(first.retransmittedSegments, now.retransmittedSegments),
    listenDrops: difference(first.listenDrops, now.listenDrops),
    listenOverflows: difference(first.listenOverflows, now.listenOverflows),
    portsInUse: now.timeWait === undefined ? undefined : now.timeWait + connections,
  })
}

const difference = (before: number | undefined, after: number | undefined): number | undefined =>
  before === undefined || after === undefined ? undefined : Math.max(0, after - before)

const rounded = (share: number | undefined): number | undefined =>
  share === undefined ? undefined : Math.round(share * 1_000) / 1_000
