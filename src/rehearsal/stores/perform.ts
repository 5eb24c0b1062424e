import type { Clock } from '../../base/clock.js'
import type { Course, StoreStep } from '../course.js'
import type { Work } from '../work.js'
import { StoreError } from '../work.js'

/** What a course came to, and how long each store took of it. */
export interface Performed<T> {
  readonly value: T
  readonly cassandraUs: number
  readonly elasticsearchUs: number
}

/** Goes on with a course from its first step to its end, one step after the other; its operations are counted in `work`. */
export const perform = async <T>(
  course: Course<T>,
  first: IteratorResult<StoreStep, T>,
  work: Pick<Work, 'cassandra' | 'elasticsearch'>,
  clock: Clock,
): Promise<Performed<T>> => {
  const spentUs = { cassandra: 0, elasticsearch: 0 }
  let next = first
  while (!next.done) {
    const { store, operations, run } = next.value
    work[store] += operations
    const startUs = clock.nowUs()
    const outcome = await run().then(
      (value) => ({ value }),
      () => undefined,
    )
    spentUs[store] += clock.nowUs() - startUs
    next = outcome ? course.next(outcome.value) : course.throw(new StoreError())
  }
  return { value: next.value, cassandraUs: spentUs.cassandra, elasticsearchUs: spentUs.elasticsearch }
}
