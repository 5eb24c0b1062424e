const LONGEST_NAME = 1_000
const PROPERTY = /([^=,]+)=("(?:[^"\\]|\\.)*"|[^,]*)(?:,|$)/g

/** The properties in a bean's name, such as `type` and `name`, without their quotes; none in a text that is no such name. */
export const propertiesOf = (objectName: string): ReadonlyMap<string, string> => {
  const colon = objectName.indexOf(':')
  if (colon < 0 || objectName.length > LONGEST_NAME) return new Map()
  const found = objectName.slice(colon + 1).matchAll(PROPERTY)
  return new Map([...found].map(([, key = '', value = '']) => [key, unquoted(value)] as const))
}

const unquoted = (value: string): string =>
  value.length > 1 && value.startsWith('"') && value.endsWith('"')
    ? value.slice(1, -1).replaceAll(/\\(.)/g, '$1')
    : value
