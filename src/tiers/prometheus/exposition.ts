import { commentOf } from './comment-line.js'
import { type ExpositionFormat, nameAhead, type Sample, sampleOf } from './sample-line.js'

/** What a server exposes at one moment. */
export interface Exposition {
  /** One for each metric and set of labels, in the order of the lines. */
  readonly samples: readonly Sample[]
  /** Types by the family's name, where the exposition names them. */
  readonly types: ReadonlyMap<string, string>
}

/** The format that an answer's content type stands for; undefined when it is none that is read here. */
export const formatOf = (contentType: string): ExpositionFormat | undefined => {
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (type === 'application/openmetrics-text') return 'openmetrics'
  return type === 'text/plain' || type === '' ? 'text' : undefined
}

/** Everything in an exposition. Throws an Error with a sentence at the first line that is not as the format has it; repeats no text of it. */
export const parseExposition = (text: string, format: ExpositionFormat): Exposition => {
  const book = new SampleBook()
  const types = new Map<string, string>()
  const described = new Set<string>()
  eachLine(text, format, (line, number) => {
    if (!line.trimStart().startsWith('#')) {
      book.add(sampleIn(line, number, format), number)
      return
    }
    const comment = commentOf(line, format)
    if (!comment) throw new Error(`line ${number} is no comment of ${FORMATS[format]}`)
    if (comment.kind === 'free') return
    const { kind, name } = comment
    if (described.has(`${kind} ${name}`)) throw new Error(`line ${number} repeats a ${kind}`)
    described.add(`${kind} ${name}`)
    if (kind !== 'TYPE') return
    if (book.knows(name)) throw new Error(`line ${number} tells a type after its samples`)
    types.set(name, comment.type)
  })
  return { samples: book.samples, types }
}

/**
 * The samples of the metrics that are wanted; lines of all others are passed over, since an exporter may have tens of thousands. Throws
 * as `parseExposition` does.
 */
export const samplesIn = (
  text: string,
  format: ExpositionFormat,
  isWanted: (name: string) => boolean,
): readonly Sample[] => {
  const book = new SampleBook()
  eachLine(text, format, (line, number) => {
    const name = nameAhead(line)
    if (name !== undefined && isWanted(name)) book.add(sampleIn(line, number, format), number)
  })
  return book.samples
}

const FORMATS = { text: 'the text format', openmetrics: 'OpenMetrics' } as const
const MOST_SAMPLES = 200_000
const LONGEST_LINE = 64 * 1024

/** Samples by metric and labels, of which there is one each. */
class SampleBook {
  readonly #byKey = new Map<string, Sample>()
  readonly #names = new Set<string>()

  get samples(): readonly Sample[] {
    return [...this.#byKey.values()]
  }

  /** Whether there are samples of a family. */
  knows(family: string): boolean {
    return ['', '_bucket', '_count', '_sum'].some((suffix) => this.#names.has(`${family}${suffix}`))
  }

  add(sample: Sample, line: number): void {
    const key = keyOf(sample.name, sample.labels)
    const before = this.#byKey.get(key)
    // Two points of one metric, which only times tell apart: the later one holds.
    if (before && !((before.atMs ?? Number.NaN) < (sample.atMs ?? Number.NaN)))
      throw new Error(`line ${line} repeats a metric with the same labels`)
    if (this.#byKey.size === MOST_SAMPLES) throw new Error(`there are more than ${MOST_SAMPLES} samples`)
    this.#byKey.set(key, sample)
    this.#names.add(sample.name)
  }
}

/** The same text for the same metric and labels, in whatever order they stand. */
export const keyOf = (name: string, labels: Sample['labels']): string =>
  labels.size === 0 ? name : JSON.stringify([name, ...[...labels].sort(([a], [b]) => (a < b ? -1 : 1))])

const eachLine = (text: string, format: ExpositionFormat, onLine: (line: string, number: number) => void): void => {
  const end = endOf(text, format)
  let number = 0
  for (let at = 0; at < end; number++) {
    const stop = text.indexOf('\n', at)
    const line = text.slice(at, stop)
    at = stop + 1
    if (line.length > LONGEST_LINE) throw new Error(`line ${number + 1} is longer than ${LONGEST_LINE} characters`)
    if (format === 'openmetrics' || /[^ \t]/.test(line)) onLine(line, number + 1)
  }
}

/** Where the last line ends that may carry something. */
const endOf = (text: string, format: ExpositionFormat): number => {
  if (format === 'text') {
    if (text !== '' && !text.endsWith('\n')) throw new Error('the last line is cut')
    return text.length
  }
  const end = text.endsWith('\n') ? text.length - 1 : text.length
  if (!text.startsWith('# EOF', end - 5) || (end > 5 && text[end - 6] !== '\n'))
    throw new Error('the end (# EOF) is missing')
  return end - 5
}

const sampleIn = (line: string, number: number, format: ExpositionFormat): Sample => {
  const sample = sampleOf(line, format)
  if (!sample) throw new Error(`line ${number} is no sample of ${FORMATS[format]}`)
  return sample
}
