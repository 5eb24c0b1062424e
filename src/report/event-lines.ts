import { pluralText } from '../base/quantity-text.js'
import { say } from '../language/say.js'
import { clockText, NOTHING } from './format.js'
import type { PlatformEvent, Result } from './result.js'

/** What happened on a host at one time, as the reports say it. */
export interface EventLine {
  readonly atUs: number
  readonly time: string
  readonly host: string
  readonly service: string
  readonly state: string
  readonly description: string
}

/** What Riemann told, line by line; services of one host that came into one state within a second share a line. */
export const eventLines = ({ events }: Pick<Result, 'events'>): EventLine[] => {
  const folds = new Map<string, PlatformEvent[]>()
  for (const event of events) {
    const key = JSON.stringify([Math.floor(event.atUs / 1_000_000), event.host, event.state])
    folds.set(key, [...(folds.get(key) ?? []), event])
  }
  return [...folds.values()].map(lineOf)
}

/** So many of them, and what to say of the rest; nothing to say when that is all. */
export const firstLines = (
  result: Pick<Result, 'events' | 'riemann'>,
  most: number,
): { readonly lines: readonly EventLine[]; readonly rest: string } => {
  const all = eventLines(result)
  const leftOut = result.riemann?.index?.leftOut ?? 0
  const rest = [
    ...(all.length > most ? [say`${pluralText(all.length - most, 'more line')} in result.json`] : []),
    ...(leftOut > 0 ? [say`${pluralText(leftOut, 'more change')} left out`] : []),
  ]
  return { lines: all.slice(0, most), rest: rest.length === 0 ? '' : `${rest.join('; ')}.` }
}

/** What to know of the lines. */
export const EVENT_NOTE =
  "Changes of state in Riemann's index, and what it had not held before, at the time at which they were heard. A host that is new was not known to it, or had been forgotten."

const MOST_NAMED = 3

const lineOf = (events: readonly PlatformEvent[]): EventLine => {
  const [first] = events
  const services = [...new Set(events.map(({ service }) => service))]
  const named = services.slice(0, MOST_NAMED).join(', ')
  const descriptions = events.flatMap(({ description }) => (description === '' ? [] : [description]))
  const isNew = events.some(({ isNewHost }) => isNewHost)
  return {
    atUs: first?.atUs ?? 0,
    time: clockText(first?.atUs ?? 0),
    host: first?.host ?? '',
    service: services.length > MOST_NAMED ? say`${named} and ${services.length - MOST_NAMED} more` : named,
    state: first?.state === '' ? NOTHING : (first?.state ?? NOTHING),
    description: [...(isNew ? [say`new host`] : []), ...descriptions.slice(0, 1)].join(': '),
  }
}
