import type { Course } from '../course.js'
import type { Post } from '../post.js'
import type { CassandraClient, Row } from './cassandra-client.js'
import { CQL, type LineTable, lineInsert } from './schema.js'

/** Single operations as steps of a course. */
export class StoreSteps {
  readonly #cassandra: CassandraClient

  constructor(cassandra: CassandraClient) {
    this.#cassandra = cassandra
  }

  push(table: LineTable, key: string, post: Post): Course<void> {
    return this.write(lineInsert(table), [key, post.id])
  }

  add(counter: string, user: number, by: number): Course<void> {
    return this.write(CQL.addToCounter, [by, user, counter])
  }

  /** People, of a user or of a group. */
  *idsOf(query: string, key: number): Course<readonly number[]> {
    return (yield* this.read(query, [key])).map((row) => Number(row['user']))
  }

  // What a step brings is what its `run` resolves with.
  *read(query: string, parameters: readonly unknown[]): Course<readonly Row[]> {
    const run = () => this.#cassandra.read(query, parameters)
    return (yield { store: 'cassandra', operations: 1, run }) as readonly Row[]
  }

  *write(query: string, parameters: readonly unknown[]): Course<void> {
    yield { store: 'cassandra', operations: 1, run: () => this.#cassandra.write(query, parameters) }
  }

  *ask<T>(run: () => Promise<T>): Course<T> {
    return (yield { store: 'elasticsearch', operations: 1, run }) as T
  }
}
