import { Argument, Command } from 'commander'
import { capacityJsonSchema } from '../capacity/capacity-schema.js'
import { comparisonJsonSchema } from '../compare/comparison-schema.js'
import { profileJsonSchema } from '../profile/profile-json-schema.js'
import { resultJsonSchema } from '../report/result-schema.js'
import type { CommandContext } from './context.js'

const SCHEMAS = {
  profile: profileJsonSchema,
  result: resultJsonSchema,
  capacity: capacityJsonSchema,
  comparison: comparisonJsonSchema,
} as const

/** `schema [profile|result|capacity|comparison]`: JSON Schema for editors and for programs that read results. */
export const schemaCommand = ({ output }: CommandContext): Command =>
  new Command('schema')
    .description(
      'Print the JSON Schema of a profile, for editors, of result.json, of capacity.json, or of a comparison',
    )
    .addArgument(new Argument('[WHAT]', 'what to describe').choices(Object.keys(SCHEMAS)).default('profile'))
    .addHelpText(
      'after',
      '\nExamples:\n  tatami-load schema > tatami-load.schema.json\n  (then, as the first line of a profile: # yaml-language-server: $schema=tatami-load.schema.json)',
    )
    .action((what: keyof typeof SCHEMAS) => output.out(`${JSON.stringify(SCHEMAS[what](), null, 2)}\n`))
