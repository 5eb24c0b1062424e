import type { Lack, NodeReading } from '../node-reader.js'
import { policyLines } from './agent-lines.js'
import { attributesOf, entriesOf } from './bean.js'
import type { JolokiaAnswer } from './jolokia-answer.js'
import type { JolokiaRequest } from './jolokia-request.js'

/** What is read for one purpose: a part of the one bulk request that a reading takes. */
export interface MbeanPart {
  /** What it gives, or what is lacking where it gives nothing; a few words. */
  readonly what: string
  /** Lines of configuration that make it give something. */
  readonly remedy?: string
  readonly requests: readonly JolokiaRequest[]
  /** What the answers say: as many, in the order of the requests. */
  readonly read: (answers: readonly JolokiaAnswer[]) => PartReading
  /** What else is lacking although it gives something. */
  readonly lacksIn?: (reading: PartReading, answers: readonly JolokiaAnswer[]) => readonly Lack[]
}

export type PartReading = Partial<Pick<NodeReading, 'operations' | 'signals' | 'startedMs'>>

/** What a part gives and lacks, by its answers. */
export const partFinding = (
  part: MbeanPart,
  answers: readonly JolokiaAnswer[],
): { readonly gives: readonly string[]; readonly lacks: readonly Lack[] } => {
  const reading = part.read(answers)
  if (!isEmpty(reading)) return { gives: [part.what], lacks: part.lacksIn?.(reading, answers) ?? [] }
  const forbidden = forbiddenOf(part.requests, answers)
  const remedy = forbidden.length > 0 ? policyLines(forbidden) : part.remedy
  return { gives: [], lacks: [{ what: part.what, ...(remedy !== undefined && { remedy }) }] }
}

/** Nothing in it could be watched. */
export const isEmpty = ({ operations = [], signals = [] }: PartReading): boolean =>
  operations.length === 0 && signals.length === 0

/** The requests that Jolokia's policy turned down. */
export const forbiddenOf = (
  requests: readonly JolokiaRequest[],
  answers: readonly JolokiaAnswer[],
): readonly JolokiaRequest[] => requests.filter((_, i) => isForbidden(answers[i]))

const isForbidden = (answer: JolokiaAnswer | undefined): boolean => {
  if (answer?.kind === 'none') return answer.why === 'forbidden'
  const told = [...attributesOf(answer).values()]
  return [...told, ...told.flatMap((value) => [...entriesOf(value).values()])].some(saysForbidden)
}

// Of several attributes each stands for itself, so that a refusal stands where its value would: a text in Jolokia 1, an object in 2.
const saysForbidden = (value: unknown): boolean =>
  (typeof value === 'string' ? value.startsWith('ERROR: ') && value.includes(SECURITY) : false) ||
  entriesOf(value).get('error_type') === SECURITY

const SECURITY = 'java.lang.SecurityException'
