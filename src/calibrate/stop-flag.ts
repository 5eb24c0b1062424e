import type { StopSwitch } from '../run/run-options.js'

/** A stop that can be asked about, and heard of for a while. */
export class StopFlag {
  #isAsked = false
  #listener: (() => void) | undefined

  constructor(stop: StopSwitch) {
    stop.onStop(() => {
      this.#isAsked = true
      this.#listener?.()
    })
  }

  get isAsked(): boolean {
    return this.#isAsked
  }

  /** Lets something be stopped while it runs; what was over before must not hear of it. */
  async during<T>(task: (stop: StopSwitch) => Promise<T>): Promise<T> {
    try {
      return await task({
        onStop: (listener) => {
          this.#listener = listener
          if (this.#isAsked) listener()
        },
      })
    } finally {
      this.#listener = undefined
    }
  }
}
