import type { PlannedAction } from './planned-actions.js'

/** One person's plan, in run time. While the page is broken the plan rests: what is missed is not made up for in a rush. */
export class Diary {
  readonly #actions: Iterator<PlannedAction>
  #next: PlannedAction | undefined
  #originUs = 0
  #asideUs = 0

  constructor(actions: Iterator<PlannedAction>) {
    this.#actions = actions
    this.#turn()
  }

  /** Run time of the next action, microseconds; `Infinity` when nothing is planned. */
  get nextUs(): number {
    return this.#next === undefined ? Number.POSITIVE_INFINITY : this.#originUs + this.#next.atUs
  }

  /** The time-line is shown from now on. */
  goOn(nowUs: number): void {
    this.#originUs += nowUs - this.#asideUs
  }

  /** The time-line is not shown from now on. */
  putAside(nowUs: number): void {
    this.#asideUs = nowUs
  }

  take(): PlannedAction | undefined {
    const action = this.#next
    this.#turn()
    return action
  }

  #turn(): void {
    const { value, done } = this.#actions.next()
    this.#next = done ? undefined : value
  }
}
