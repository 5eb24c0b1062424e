import fc from 'fast-check'
import type { JolokiaAnswer } from '../../../src/tiers/jolokia/jolokia-answer.js'
import type { MbeanPart } from '../../../src/tiers/jolokia/mbean-part.js'
import { mutationsOf } from '../mutations.js'
import { type RecordedAnswer, sameName } from './recorded-agent.js'

/** Answers to a part's requests, some of them changed in a few places, made something else or refused. */
export const mangledAnswers = (
  part: MbeanPart,
  answers: readonly RecordedAnswer[],
): fc.Arbitrary<readonly JolokiaAnswer[]> =>
  fc.tuple(
    ...part.requests.map((request): fc.Arbitrary<JolokiaAnswer> => {
      const of = answers.find(
        (answer) =>
          'mbean' in request &&
          sameName(answer.request.mbean ?? '') === sameName(request.mbean) &&
          answer.request.type === request.type,
      )
      const told = of?.value ?? {}
      return fc.oneof(
        fc.constant<JolokiaAnswer>({ kind: 'value', value: told }),
        mutationsOf(told).map((value): JolokiaAnswer => ({ kind: 'value', value })),
        fc.jsonValue().map((value): JolokiaAnswer => ({ kind: 'value', value })),
        fc.constantFrom<JolokiaAnswer>({ kind: 'none', why: 'missing' }, { kind: 'none', why: 'forbidden' }),
      )
    }),
  )
