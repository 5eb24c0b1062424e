/** A wait for a store. */
export interface StoreStep {
  readonly store: 'cassandra' | 'elasticsearch'
  /** Operations that it is: none where another request has asked already, and only the time is shared. */
  readonly operations: 0 | 1
  run(): Promise<unknown>
}

/**
 * A value on its way: each step yielded is run before the course goes on with what it brought. The model of the stores yields
 * none, so that all of a course happens at once, in virtual time.
 */
export type Course<T> = Generator<StoreStep, T, unknown>

/** A value that is there. */
export const settled = function* <T>(value: T): Course<T> {
  return value
}
