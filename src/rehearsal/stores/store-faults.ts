import { type Fault, isProblem, parseFault } from '../fault.js'

/** A process of a real store that a fault can be done to. */
export interface FaultyProcess {
  readonly target: 'cassandra' | 'elasticsearch'
  /** From 1. */
  readonly node: number
  readonly pid: number
}

/** The most of a throttled process's turns that a second holds. */
const TURNS_PER_SEC = 20

/** Does to the processes of real stores what the model of them only computes: stops, throttles and ends them, by id. */
export class StoreFaults {
  readonly #processes: readonly FaultyProcess[]
  readonly #faults: readonly Fault[]
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #ended = new Set<number>()
  /** Of each process, the faults that keep it stopped now. */
  readonly #holders = new Map<number, Set<Fault>>()
  #isOver = false

  constructor(texts: readonly string[], processes: readonly FaultyProcess[]) {
    this.#processes = processes
    this.#faults = texts.map(parseFault).filter((fault): fault is Fault => !isProblem(fault))
  }

  /** Whether a process was ended by a fault. */
  hasEnded(pid: number): boolean {
    return this.#ended.has(pid)
  }

  /** Windows count from now, or from so many microseconds later. */
  start(inUs = 0): void {
    for (const fault of this.#faults)
      for (const { pid } of this.#met(fault)) {
        const { fromUs, toUs } = fault.window ?? { fromUs: 0, toUs: Number.POSITIVE_INFINITY }
        this.#after(inUs + fromUs, () => this.#begin(pid, fault, toUs - fromUs))
      }
  }

  /** Every process runs on from now on, as far as it has not been ended. */
  stop(): void {
    this.#isOver = true
    for (const timer of this.#timers) clearTimeout(timer)
    for (const { pid } of this.#processes) this.#signal(pid, 'SIGCONT')
  }

  #met({ target, node }: Fault): readonly FaultyProcess[] {
    return this.#processes.filter((one) => one.target === target && (node === undefined || one.node === node))
  }

  #begin(pid: number, fault: Fault, lengthUs: number): void {
    const { effect } = fault
    if (effect.kind === 'down') {
      this.#signal(pid, 'SIGKILL')
      this.#ended.add(pid)
    }
    if (effect.kind === 'freeze') {
      this.#hold(pid, fault)
      this.#after(lengthUs, () => this.#release(pid, fault))
    }
    if (effect.kind === 'slow') this.#throttle(pid, fault, effect.factor, Date.now() + lengthUs / 1_000)
  }

  // Of each turn it has its share, as with a limit on its CPU.
  #throttle(pid: number, fault: Fault, factor: number, untilMs: number): void {
    if (this.#ended.has(pid) || Date.now() >= untilMs) return
    const turnUs = 1_000_000 / TURNS_PER_SEC
    this.#hold(pid, fault)
    this.#after(turnUs * (1 - 1 / factor), () => {
      this.#release(pid, fault)
      this.#after(turnUs / factor, () => this.#throttle(pid, fault, factor, untilMs))
    })
  }

  #hold(pid: number, fault: Fault): void {
    this.#holders.set(pid, (this.#holders.get(pid) ?? new Set()).add(fault))
    this.#signal(pid, 'SIGSTOP')
  }

  // It moves again when no other fault keeps it.
  #release(pid: number, fault: Fault): void {
    const holders = this.#holders.get(pid)
    holders?.delete(fault)
    if (holders?.size === 0) this.#signal(pid, 'SIGCONT')
  }

  #after(us: number, happen: () => void): void {
    if (us === Number.POSITIVE_INFINITY) return
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      if (!this.#isOver) happen()
    }, us / 1_000)
    this.#timers.add(timer)
  }

  #signal(pid: number, signal: NodeJS.Signals): void {
    // The number of one that was ended may be another's by now.
    if (this.#ended.has(pid)) return
    try {
      process.kill(pid, signal)
    } catch {
      // It has ended by itself, which is told elsewhere.
    }
  }
}

/** What keeps a fault from being done to real stores, as a remedy; undefined where it can be done. */
export const undoableOnReal = ({ target, effect, window }: Fault): string | undefined => {
  if (target !== 'cassandra' && target !== 'elasticsearch') return undefined
  if (effect.kind === 'latency' || effect.kind === 'errors')
    return `a real ${target} can be slow=x3, freeze@20s-25s or down@20s; ${effect.kind} is for modelled stores`
  if (effect.kind === 'slow' && effect.factor < 1) return 'a real store can only be slower; write a factor above 1'
  if (effect.kind === 'down' && Number.isFinite(window?.toUs))
    return `a real node that is ended stays so; write ${target}:down@20s, without an end`
  if (effect.kind === 'freeze' && !Number.isFinite(window?.toUs))
    return `a real node that never moves again is down; write ${target}:freeze@20s-25s`
  return undefined
}
