import type { Timetable } from './timetable.js'

/** Equal servers behind one line of those who wait, first come first served. */
export class Servers {
  readonly #timetable: Timetable
  readonly #line: (() => void)[] = []
  #served = 0
  #free: number
  /** Summed time of all servers in service. */
  busySec = 0

  constructor(timetable: Timetable, count: number) {
    this.#timetable = timetable
    this.#free = count
  }

  /** Holds a server, when one is free, until `release` is called. */
  hold(begin: (release: () => void) => void): void {
    const enter = () => begin(() => this.#leave())
    if (this.#free === 0) {
      this.#line.push(enter)
      return
    }
    this.#free--
    enter()
  }

  /** Holds a server for a time. */
  serve(sec: number, done: () => void): void {
    this.hold((release) => {
      this.busySec += sec
      this.#timetable.at(this.#timetable.sec + sec, () => {
        release()
        done()
      })
    })
  }

  #leave(): void {
    const next = this.#line[this.#served]
    if (!next) {
      this.#free++
      return
    }
    this.#served++
    // What was served is let go now and then.
    if (this.#served > 1_024) this.#line.splice(0, this.#served)
    if (this.#served > 1_024) this.#served = 0
    next()
  }
}
