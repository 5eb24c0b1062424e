import type { CassandraClient, Row } from '../../../src/rehearsal/stores/cassandra-client.js'
import { timeOf } from '../../../src/rehearsal/time-uuid.js'

interface Table {
  /** Columns of the primary key. */
  readonly key: readonly string[]
  readonly isNewestFirst: boolean
  readonly rows: Map<string, Record<string, unknown>>
}

/** As much of CQL as the application speaks, over tables in memory: who asks for rows has them as Cassandra would give them. */
export const memoryCassandra = (): CassandraClient => {
  const tables = new Map<string, Table>()
  const tableOf = (query: string): Table => {
    const table = tables.get(/tatami\.(\w+)/.exec(query)?.[1] ?? '')
    if (!table) throw new Error(`no table for ${query}`)
    return table
  }
  const write = async (query: string, parameters: readonly unknown[]) => change(tableOf(query), query, parameters)
  return {
    read: async (query, parameters) => selected(tableOf(query), query, parameters),
    write,
    writeAll: (statements) => Promise.all(statements.map(([query, parameters]) => write(query, parameters))),
    change: async (statement) => {
      const name = /^CREATE TABLE tatami\.(\w+)/.exec(statement)?.[1]
      if (name === undefined) return
      const key = /PRIMARY KEY \(([^)]+)\)/.exec(statement)?.[1] ?? /(\w+) \w+ PRIMARY KEY/.exec(statement)?.[1] ?? ''
      tables.set(name, { key: key.split(', '), isNewestFirst: statement.includes('DESC'), rows: new Map() })
    },
    close: async () => undefined,
  }
}

const change = ({ key, rows }: Table, query: string, parameters: readonly unknown[]): void => {
  const values = valuesIn(query, parameters)
  const place = JSON.stringify(key.map((column) => values.get(column)))
  if (query.startsWith('DELETE')) {
    rows.delete(place)
    return
  }
  const row = rows.get(place) ?? {}
  for (const [column, value] of values) row[column] = value
  const [, counter, by] = /SET (\w+) = \w+ \+ (\S+)/.exec(query) ?? []
  if (counter !== undefined) row[counter] = Number(row[counter] ?? 0) + Number(by === '?' ? parameters[0] : by)
  rows.set(place, row)
}

/** Values by their columns: those of an INSERT, or of the conditions of another statement, which come last. */
const valuesIn = (query: string, parameters: readonly unknown[]): ReadonlyMap<string, unknown> => {
  const inserted = /\(([^)]+)\) VALUES/.exec(query)?.[1]?.split(', ')
  const asked = [...query.slice(query.indexOf('WHERE')).matchAll(/(\w+) = \?/g)].map(([, column = '']) => column)
  const columns = inserted ?? asked
  const own = parameters.slice(parameters.length - columns.length)
  return new Map(columns.map((column, i) => [column, own[i]]))
}

const selected = ({ rows, isNewestFirst }: Table, query: string, parameters: readonly unknown[]): readonly Row[] => {
  const conditions = [...query.matchAll(/(\w+) (=|>|<=) \?/g)].map(([, column = '', sign], i) => (row: Row) => {
    const [is, asked] = [row[column], parameters[i]]
    return sign === '=' ? is === asked : momentOf(is) > momentOf(asked) === (sign === '>')
  })
  const found = [...rows.values()].filter((row) => conditions.every((holds) => holds(row)))
  if (isNewestFirst) found.sort((a, b) => momentOf(b['id']) - momentOf(a['id']))
  const limit = /LIMIT (\S+)/.exec(query)?.[1] ?? 'Infinity'
  const [, column = 'user'] = /SELECT (\w+) AS user/.exec(query) ?? []
  return found.slice(0, Number(limit === '?' ? parameters.at(-1) : limit)).map((row) => ({ ...row, user: row[column] }))
}

// Bounds are ids but for the bytes after the time, which are the greatest as Cassandra compares them.
const momentOf = (id: unknown): number => timeOf(String(id).replace('-7f7f-', '-8000-')) ?? 0
