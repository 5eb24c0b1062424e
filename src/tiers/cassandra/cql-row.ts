/** A row of an answer, by the names of its columns. */
export type CqlRow = ReadonlyMap<string, unknown>

/** A count of a column; undefined for nulls and all that is no count or not exact. */
export const countIn = (row: CqlRow, column: string): number | undefined => {
  const number = numberIn(row, column)
  return Number.isSafeInteger(number) ? number : undefined
}

/** A number of a column; undefined for nulls, negative numbers and what is no number. */
export const numberIn = (row: CqlRow, column: string): number | undefined => {
  const value = row.get(column)
  const number = typeof value === 'bigint' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined
}

/** A text of a column; empty when it has none. */
export const textIn = (row: CqlRow, column: string): string => {
  const value = row.get(column)
  return typeof value === 'string' ? value : ''
}
