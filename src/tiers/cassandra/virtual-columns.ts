import { type CqlRow, textIn } from './cql-row.js'

/** The columns of each virtual table that a node has. */
export type VirtualColumns = ReadonlyMap<string, ReadonlySet<string>>

/** What asks a node for the columns of its virtual tables, whose names changed between versions. */
export const COLUMNS_QUERY =
  "SELECT table_name, column_name FROM system_virtual_schema.columns WHERE keyspace_name = 'system_views'"

/** The tables that the answer to `COLUMNS_QUERY` names. */
export const virtualColumns = (rows: readonly CqlRow[]): VirtualColumns => {
  const tables = new Map<string, Set<string>>()
  for (const row of rows) {
    const name = textIn(row, 'table_name')
    const columns = tables.get(name) ?? new Set()
    tables.set(name, columns.add(textIn(row, 'column_name')))
  }
  return tables
}

/** A query for those of the wanted columns that a table has; undefined when it has none of them. */
export const queryFor = (tables: VirtualColumns, table: string, wanted: readonly string[]): string | undefined => {
  const has = tables.get(table)
  const columns = wanted.filter((column) => has?.has(column))
  if (columns.length === 0) return undefined
  return `SELECT ${columns.map((column) => `"${column}"`).join(', ')} FROM system_views.${table}`
}
