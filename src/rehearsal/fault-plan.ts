import type { Random } from '../base/random.js'
import { FAULT_TARGETS, type Fault, type FaultEffect, type FaultTarget } from './fault.js'

type Kind = FaultEffect['kind']
type EffectOf<K extends Kind> = Extract<FaultEffect, { readonly kind: K }>

/** Which faults act on a node at a moment of the monotonic clock; windows count from the epoch, the first arrival. */
export class FaultPlan {
  readonly #byTarget: ReadonlyMap<FaultTarget, readonly Fault[]>
  #epochUs = Number.POSITIVE_INFINITY

  constructor(faults: readonly Fault[]) {
    const of = (target: FaultTarget) => faults.filter((fault) => fault.target === target)
    this.#byTarget = new Map(
      FAULT_TARGETS.filter((target) => of(target).length > 0).map((target) => [target, of(target)]),
    )
  }

  setEpoch(epochUs: number): void {
    this.#epochUs = epochUs
  }

  /** Whether any fault can ever act on the tier: asked first, since it is all that a healthy stack pays. */
  concerns(target: FaultTarget): boolean {
    return this.#byTarget.has(target)
  }

  /** Sum of the latencies that act. */
  latencyUs(target: FaultTarget, node: number, atUs: number): number {
    if (!this.concerns(target)) return 0
    return this.#acting('latency', target, node, atUs).reduce((sum, { addedUs }) => sum + addedUs, 0)
  }

  /** Factor on service times: what each of those that act adds to 1 adds up, so x3 and x2 are x4; a hundredth at least. */
  slowness(target: FaultTarget, node: number, atUs: number): number {
    if (!this.concerns(target)) return 1
    const sum = this.#acting('slow', target, node, atUs).reduce((sum, { factor }) => sum + factor - 1, 1)
    return Math.max(LEAST_SLOWNESS, sum)
  }

  isDown(target: FaultTarget, node: number, atUs: number): boolean {
    return this.concerns(target) && this.#acting('down', target, node, atUs).length > 0
  }

  /** The moment, not before `atUs`, from which the node moves again; infinite when it stays frozen. */
  thawUs(target: FaultTarget, node: number, atUs: number): number {
    if (!this.concerns(target)) return atUs
    let thaw = atUs
    for (;;) {
      const at = thaw
      const freezing = this.#of(target).filter((fault) => this.#acts(fault, 'freeze', node, at))
      if (freezing.length === 0 || thaw === Number.POSITIVE_INFINITY) return thaw
      thaw = Math.max(...freezing.map((fault) => this.#endUs(fault)))
    }
  }

  /** Draws whether this request meets an error on the node; shares of several faults add. */
  fails(target: FaultTarget, node: number, atUs: number, random: Random): boolean {
    if (!this.concerns(target)) return false
    const share = this.#acting('errors', target, node, atUs).reduce((sum, effect) => sum + effect.share, 0)
    return share > 0 && random() < share
  }

  /** True while no session can be kept; a loss without an end is a single moment instead. */
  losesSessions(atUs: number): boolean {
    return this.#of('sessions').some(
      (fault) => fault.window?.toUs !== Number.POSITIVE_INFINITY && this.#acts(fault, 'lost', 1, atUs),
    )
  }

  /** The moments at which every session is dropped once. */
  sessionLossesUs(): number[] {
    return this.#startsUs(this.#of('sessions'))
  }

  /** The moments at which a node of the tier goes down or comes up again. */
  switchesUs(target: FaultTarget): number[] {
    const downs = this.#of(target).filter(({ effect }) => effect.kind === 'down')
    const ends = downs.map((fault) => this.#endUs(fault))
    return [...this.#startsUs(downs), ...ends.filter(Number.isFinite)]
  }

  #of(target: FaultTarget): readonly Fault[] {
    return this.#byTarget.get(target) ?? NONE
  }

  #startsUs(faults: readonly Fault[]): number[] {
    return faults.flatMap(({ window }) => (window ? [this.#epochUs + window.fromUs] : []))
  }

  #endUs({ window }: Fault): number {
    return window ? this.#epochUs + window.toUs : Number.POSITIVE_INFINITY
  }

  #acting<K extends Kind>(kind: K, target: FaultTarget, node: number, atUs: number): EffectOf<K>[] {
    return this.#of(target)
      .filter((fault) => this.#acts(fault, kind, node, atUs))
      .map(({ effect }) => effect)
      .filter((effect): effect is EffectOf<K> => effect.kind === kind)
  }

  #acts(fault: Fault, kind: Kind, node: number, atUs: number): boolean {
    if (fault.effect.kind !== kind || (fault.node !== undefined && fault.node !== node)) return false
    if (!fault.window) return true
    return atUs >= this.#epochUs + fault.window.fromUs && atUs < this.#epochUs + fault.window.toUs
  }
}

/** Factors below 1 speed a tier up, and two of them could add up to no time at all. */
const LEAST_SLOWNESS = 0.01
const NONE: readonly never[] = []
