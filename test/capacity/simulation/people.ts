import { exponential, type Random } from '../../../src/base/random.js'
import type { Answered, Platform, RequestKind } from './platform.js'
import type { Timetable } from './timetable.js'

/** What one person does next: waits for a time, or asks and waits for the answer. */
export type Doing =
  | { readonly kind: 'until'; readonly sec: number }
  | { readonly kind: 'ask'; readonly request: RequestKind; readonly dueSec: number }

/** A person's life; each `yield` gives the time at which it goes on. */
export type Life = Generator<Doing, void, number>

/** What people of an event do: look at the open list on a fixed tick, and act now and then. */
export interface Habits {
  readonly poll: RequestKind
  readonly pollEverySec: number
  /** Requests of one act, one after the other, and how often in an hour. */
  readonly acts: readonly { readonly requests: readonly RequestKind[]; readonly perHour: number }[]
}

/** Asks, thinks for an exponential time, and asks again. */
export function* thinker(random: Random, request: RequestKind, thinkSec: number): Life {
  let sec = exponential(random, thinkSec)
  for (;;) {
    sec = yield { kind: 'until', sec }
    sec = yield { kind: 'ask', request, dueSec: sec }
    sec += exponential(random, thinkSec)
  }
}

/** Polls on ticks that keep their phase, and acts at Poisson times; one thing after the other, and each is late by what went before. */
export function* onlooker(random: Random, { poll, pollEverySec, acts }: Habits): Life {
  const perHour = acts.reduce((sum, act) => sum + act.perHour, 0)
  const pause = () => (perHour > 0 ? exponential(random, 3_600 / perHour) : Number.POSITIVE_INFINITY)
  let tickSec = random() * pollEverySec
  let actSec = pause()
  let sec = 0
  for (;;) {
    const isPoll = tickSec <= Math.max(actSec, sec)
    sec = Math.max(sec, yield { kind: 'until', sec: Math.max(sec, isPoll ? tickSec : actSec) })
    if (isPoll) {
      sec = yield { kind: 'ask', request: poll, dueSec: tickSec }
      tickSec += pollEverySec
    } else {
      for (const request of drawn(random, acts, perHour)) sec = yield { kind: 'ask', request, dueSec: sec }
      actSec += pause()
    }
  }
}

/** Lets a life go on as its answers come. */
export const live = (
  life: Life,
  timetable: Timetable,
  platform: Platform,
  told: (answered: Answered) => void,
): void => {
  const goOn = (step: IteratorResult<Doing, void>): void => {
    if (step.done) return
    const doing = step.value
    if (doing.kind === 'until') timetable.at(doing.sec, () => goOn(life.next(timetable.sec)))
    else
      platform.ask(doing.request, doing.dueSec, (answered) => {
        told(answered)
        goOn(life.next(answered.endSec))
      })
  }
  goOn(life.next(0))
}

/** Requests of a Poisson stream that waits for nobody. */
export const stream = (
  random: Random,
  { request, perSec }: { readonly request: RequestKind; readonly perSec: number },
  timetable: Timetable,
  platform: Platform,
  told: (answered: Answered) => void,
): void => {
  const next = (): void =>
    timetable.at(timetable.sec + exponential(random, 1 / perSec), () => {
      platform.ask(request, timetable.sec, told)
      next()
    })
  next()
}

const drawn = (random: Random, acts: Habits['acts'], perHour: number): readonly RequestKind[] => {
  let rest = random() * perHour
  for (const act of acts) {
    if (rest < act.perHour) return act.requests
    rest -= act.perHour
  }
  return []
}
