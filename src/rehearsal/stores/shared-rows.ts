import type { Course, StoreStep } from '../course.js'

/** A cache of the cluster, of what was read: who asks while it is being read waits for that one. */
export class SharedRows<K, V extends object> {
  readonly #rows = new Map<K, V | Promise<V>>()

  forget(key: K): void {
    this.#rows.delete(key)
  }

  forgetAll(): void {
    this.#rows.clear()
  }

  *get(key: K, load: () => Course<V>): Course<V> {
    if (!this.#rows.has(key)) yield BEGINNING
    const known = this.#rows.get(key)
    // What the step brings is what the promise is of.
    if (known instanceof Promise) return (yield { store: 'cassandra', operations: 0, run: () => known }) as V
    if (known !== undefined) return known
    const { promise, resolve, reject } = deferred<V>()
    this.#rows.set(key, promise)
    try {
      const value = yield* load()
      // Forgotten meanwhile: then it is old already.
      if (this.#rows.get(key) === promise) this.#rows.set(key, value)
      resolve(value)
      return value
    } catch (error) {
      if (this.#rows.get(key) === promise) this.#rows.delete(key)
      reject(error)
      throw error
    }
  }
}

// Of a request nobody knows when its first step is performed: until then it waits for a thread, and nobody may wait for it.
const BEGINNING: StoreStep = { store: 'cassandra', operations: 0, run: async () => undefined }

const deferred = <V>() => {
  let resolve: (value: V) => void = () => undefined
  let reject: (error: unknown) => void = () => undefined
  const promise = new Promise<V>((onValue, onError) => {
    resolve = onValue
    reject = onError
  })
  // Nobody may be waiting for it.
  promise.catch(() => undefined)
  return { promise, resolve, reject }
}
