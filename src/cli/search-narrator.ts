import type { SearchListener, SearchPilot } from '../capacity/search-pilot.js'
import { SearchProgress, stepText } from '../capacity/search-progress.js'
import type { ProgressOptions } from '../live/progress.js'
import { readMachine } from '../preflight/machine.js'
import { shortPlanText } from '../preflight/plan-text.js'
import type { RunObserver } from '../run/run-options.js'
import type { Output } from './output.js'

/** Tells a search as it goes on standard error: a line that lives, and one for each step that is over. */
export interface SearchNarrator extends SearchListener {
  /** What the run is told with, once there is a pilot to ask where it stands. */
  observing(pilot: SearchPilot): RunObserver
}

export const searchNarrator = (output: Output, level: ProgressOptions['level']): SearchNarrator => {
  const { err: write, errColumns: columns, isErrTty: isTty } = output
  const progress = new SearchProgress({ write, columns, isTty, level })
  return {
    onStep: (span, weighed) => progress.line(stepText(span, weighed)),
    onEnd: () => undefined,
    observing: (pilot) => ({
      note: (text) => progress.line(text),
      planned: (plan) => progress.line(`${shortPlanText(plan, readMachine(), columns()).join('\n')}\n`),
      started: ({ description, url }) => progress.line(description === url ? `${url}\n` : `${description}\n${url}\n`),
      second: (now) => progress.second(now, pilot),
      finished: () => progress.finished(),
    }),
  }
}
