import type { EventQueue } from '../../src/rehearsal/event-queue.js'
import { Pacemaker } from '../../src/rehearsal/pacemaker.js'

/** A pacemaker whose clock stands still until the test moves it; nothing wakes by itself. */
export const virtualTime = (startUs = 0) => {
  let nowUs = startUs
  const pacemaker = new Pacemaker({ nowUs: () => nowUs }, () => ({ cancel: () => {} }))
  return {
    pacemaker,
    /** Runs everything that is due by then. */
    moveTo: (atUs: number) => {
      nowUs = atUs
      pacemaker.now()
    },
  }
}

/** Runs a queue to its last event. */
export const runOut = (queue: EventQueue): void => queue.runUntil(Number.MAX_VALUE)
