import { z } from 'zod'
import { LANGUAGE_CODES } from '../language/language.js'
import { accountsSchema } from './accounts-schema.js'
import { behaviourSchema } from './behaviour-schema.js'
import { count, duration, text, yesNo } from './human-values.js'
import * as sections from './profile-sections.js'
import { rampSchema } from './ramp-schema.js'
import { riemannSchema } from './riemann-schema.js'
import { targetSchema } from './target-schema.js'
import { tiersSchema } from './tiers-schema.js'

/** Names of the built-in profiles. */
export const BUILT_IN_NAMES = ['event-day', 'smoke', 'spike', 'soak'] as const
export type BuiltInName = (typeof BUILT_IN_NAMES)[number]

/** Most users of one run. */
const MOST_USERS = 5_000_000

const NAME = 'use up to 64 letters, digits, _ . and -'

/**
 * A profile as people write it: every key may be left out, as may every key below it. What comes out has durations as
 * integer microseconds and shares from 0 to 1, under the same keys.
 */
export const profileSchema = z
  .strictObject({
    extends: z
      .enum(BUILT_IN_NAMES, { error: `the built-in profiles are ${BUILT_IN_NAMES.join(', ')}` })
      .optional()
      .meta({ description: 'Built-in profile that fills in what is left out here.', example: 'event-day' }),
    name: z
      .string({ error: NAME })
      .regex(/^[A-Za-z0-9][\w.-]{0,63}$/, { error: NAME })
      .optional()
      .meta({ description: "Name in reports and in the run's folder.", example: 'bank-opening' }),
    tatamiVersion: z
      .literal('3.1', { error: "write '3.1', in quotes; it is the only version so far" })
      .optional()
      .meta({ description: 'Version of Tatami whose pages and calls the users make.' }),
    target: targetSchema.optional(),
    users: count(1, MOST_USERS, '160k').optional().meta({ description: 'Users at the peak.' }),
    ramp: rampSchema.optional(),
    hold: duration(1_000_000, '1s').optional().meta({ description: 'How long all users stay.' }),
    duration: duration(1_000_000, '1s')
      .optional()
      .meta({ description: 'Ramp and hold together, in place of hold.', example: '10m' }),
    rampDown: duration(0, '0').optional().meta({ description: 'Time over which users log out at the end.' }),
    behaviour: behaviourSchema.optional(),
    connections: sections.connectionsSchema.optional(),
    timeouts: sections.timeoutsSchema.optional(),
    tls: sections.tlsSchema.optional(),
    transport: sections.transportSchema.optional(),
    accounts: accountsSchema.optional(),
    texts: z
      .array(text('write texts of 1 to 750 characters', 750), { error: 'write a list of texts' })
      .optional()
      .meta({ description: 'Texts of posts to choose from; without any they are generated.' }),
    deletePosts: yesNo().optional().meta({ description: "Delete the run's posts on an external target when it ends." }),
    slos: sections.slosSchema.optional(),
    strict: yesNo().optional().meta({ description: 'An SLO met on too few samples is inconclusive.' }),
    language: z
      .enum(LANGUAGE_CODES, { error: `write ${LANGUAGE_CODES.join(' or ')}` })
      .optional()
      .meta({ description: 'Language of the reports.', example: 'fr' }),
    abortOn: sections.abortOnSchema.optional(),
    tiers: tiersSchema.optional(),
    riemann: riemannSchema.optional(),
    rehearsal: sections.rehearsalSchema.optional(),
    seed: count(0, Number.MAX_SAFE_INTEGER, '7').optional().meta({
      description: 'Same seed: same arrivals, actions and texts. Without one each run draws its own.',
      example: 7,
    }),
    shards: count(1, 1_024).optional().meta({
      description: 'Processes that play the users; without a number, as many as limits and cores ask for.',
      example: 2,
    }),
    localIps: sections.localIpsSchema.optional(),
    scenarios: z
      .array(text('name a module'), { error: 'write a list of files' })
      .optional()
      .meta({ description: 'Modules with scenarios of your own.' }),
    tags: sections.tagsSchema.optional(),
  })
  .meta({ title: 'Event profile of tatami-load' })

/** A checked profile with what was left out still missing. */
export type ProfileDraft = z.output<typeof profileSchema>
/** A profile as a file holds it. */
export type ProfileInput = z.input<typeof profileSchema>
