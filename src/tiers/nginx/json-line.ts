import { FIELD_BY_NAME, type FieldName, type LogFields } from './log-fields.js'

/** Fields of a line that is a JSON object with a request time (`log_format … escape=json`); undefined for anything else. */
export const jsonFields = (line: string): LogFields | undefined => {
  const fields: Partial<Record<FieldName, string>> = {}
  for (const [name, value] of Object.entries(parsed(line))) {
    const field = FIELD_BY_NAME.get(name)
    if (field !== undefined) fields[field] ??= textOf(value)
  }
  return fields.rt === undefined ? undefined : fields
}

// Unquoted numbers are taken too; nginx writes them as soon as someone forgets the quotes.
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

const parsed = (line: string): object => {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? value : NOTHING
  } catch {
    return NOTHING
  }
}

const NOTHING = {}
