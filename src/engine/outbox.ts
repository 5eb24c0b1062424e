import type { Answered } from './answered.js'

/** Requests of one user that were sent together or one after the other, until all their answers have come. */
export class Outbox {
  #answers: (Answered | undefined)[] = []
  #missing = 0

  /** True when nothing is awaited. */
  get isComplete(): boolean {
    return this.#missing === 0
  }

  /** Takes note of one more request; the function it hands back is called once, with the answer. */
  expect(): (answer: Answered) => void {
    const answers = this.#answers
    const at = answers.push(undefined) - 1
    this.#missing++
    return (answer) => {
      answers[at] = answer
      this.#missing--
    }
  }

  /** Hands out the answers in the order of sending and starts anew; what is still missing then is left out. */
  take(): readonly Answered[] {
    const answers = this.#answers.filter((answer) => answer !== undefined)
    this.#answers = []
    return answers
  }
}
