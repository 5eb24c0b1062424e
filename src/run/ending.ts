import type { RunStop } from '../metrics/run-record.js'

/** Why a run ends: the first reason given holds; without one it finished by its plan. */
export class Ending {
  stop: RunStop = { kind: 'finished' }
  /** Run time at which the end was asked for. */
  askedAtUs: number | undefined
  readonly #nowUs: () => number
  #isClosed = false
  #listener: ((stop: RunStop) => void) | undefined

  constructor(nowUs: () => number) {
    this.#nowUs = nowUs
  }

  /** Hears of the reason, at once when it was given already. */
  onAsked(listener: (stop: RunStop) => void): void {
    this.#listener = listener
    if (this.stop.kind !== 'finished') listener(this.stop)
  }

  readonly ask = (stop: RunStop): void => {
    if (this.#isClosed || this.stop.kind !== 'finished') return
    this.stop = stop
    this.askedAtUs = this.#nowUs()
    this.#listener?.(stop)
  }

  /** The run's last word is written: whoever asks now comes too late, and is not heard. */
  close(): void {
    this.#isClosed = true
  }
}
