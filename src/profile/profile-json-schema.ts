import { z } from 'zod'
import { profileSchema } from './profile-schema.js'

/** A node of the schema, as far as it is read here. */
export interface SchemaNode {
  readonly description?: string
  readonly examples?: readonly unknown[]
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly anyOf?: readonly SchemaNode[]
}

/** JSON Schema of a profile file, for editors and `tatami-load schema`. */
export const profileJsonSchema = (): SchemaNode =>
  z.toJSONSchema(profileSchema, {
    io: 'input',
    // zod drops `examples` of whatever is converted, so the schemas say `example`.
    override: ({ jsonSchema }) => {
      if (jsonSchema['example'] === undefined) return
      jsonSchema.examples = [jsonSchema['example']]
      delete jsonSchema['example']
    },
  }) as SchemaNode

/** What the schema says of one place; undefined where it knows no such key. */
export const nodeAt = (path: readonly PropertyKey[]): SchemaNode | undefined => {
  root ??= profileJsonSchema()
  let node: SchemaNode | undefined = root
  for (const key of path) node = node && propertiesOf(node)[String(key)]
  return node
}

/** The keys that may stand at one place. */
export const keysAt = (path: readonly PropertyKey[]): readonly string[] => {
  const node = nodeAt(path)
  return node ? Object.keys(propertiesOf(node)) : []
}

/** The keys of a section, however else the section may be written; empty for what is none. */
export const propertiesOf = ({ properties, anyOf }: SchemaNode): Readonly<Record<string, SchemaNode>> =>
  properties ?? anyOf?.find((node) => node.properties)?.properties ?? {}

let root: SchemaNode | undefined
