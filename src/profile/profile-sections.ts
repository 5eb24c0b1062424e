import { isIP } from 'node:net'
import { z } from 'zod'
import type { Problem } from '../base/errors.js'
import { parseAbortRule } from './abort-rule.js'
import { RESUMPTIONS, SEARCH_SERVERS, STORES_KINDS, type TlsVersion, TRANSPORTS } from './event-profile.js'
import { count, duration, list, text, written, yesNo } from './human-values.js'
import { parseScarcity } from './scarce.js'
import { parseSlo } from './slo.js'

/** The section `connections`. */
export const connectionsSchema = z
  .strictObject({
    perUser: count(1, 64).optional().meta({ description: 'Most at once, while a page loads.' }),
    closeExtraAfter: duration(0, '0')
      .optional()
      .meta({ description: 'All but the first are closed after so long without a request.' }),
  })
  .meta({ description: 'Connections of one user, as browsers keep them.' })

/** The section `timeouts`. */
export const timeoutsSchema = z
  .strictObject({
    connect: duration(1_000, '1ms').optional().meta({ description: 'For TCP connect and TLS handshake.' }),
    request: duration(1_000, '1ms')
      .optional()
      .meta({ description: 'For one request, to the last byte of its answer.' }),
  })
  .meta({ description: 'After which a request has failed.' })

const VERSIONS: Readonly<Record<string, TlsVersion>> = { '1.2': 'TLSv1.2', '1.3': 'TLSv1.3' }
const tlsVersion = (description: string) =>
  written((value) => VERSIONS[String(value)], 'write 1.2 or 1.3')
    .optional()
    .meta({ description })

/** The section `tls`. */
export const tlsSchema = z
  .strictObject({
    minVersion: tlsVersion('Oldest version spoken, 1.2 or 1.3.'),
    maxVersion: tlsVersion('Newest version spoken, 1.2 or 1.3.'),
    resumption: z
      .enum(RESUMPTIONS, { error: `write ${RESUMPTIONS.join(', ')}` })
      .optional()
      .meta({
        description:
          "Sessions offered to the front: as-offered (by who comes back), never (no handshake is resumed) or always (by everybody, newcomers with another user's).",
      }),
  })
  .meta({ description: 'How TLS is spoken with the front, the embedded one included.' })

/** The key `transport`. */
export const transportSchema = z
  .enum(TRANSPORTS, { error: `write ${TRANSPORTS.join(' or ')}` })
  .meta({ description: 'Who speaks HTTP: own, or undici to hold it against.' })

/** A text that must follow a grammar which answers a problem otherwise. */
const inGrammar = (parse: (text: string) => object | Problem) =>
  z.string({ error: 'write a text' }).superRefine((value, context) => {
    const parsed = parse(value)
    if ('remedy' in parsed) context.addIssue({ code: 'custom', message: parsed.remedy })
  })

/** The section `rehearsal`. */
export const rehearsalSchema = z
  .strictObject({
    nginx: count(1, 64).optional().meta({ description: 'Fronts.' }),
    jetty: count(1, 256).optional().meta({ description: 'Application nodes.' }),
    cassandra: count(1, 256).optional().meta({ description: 'Cassandra nodes.' }),
    elasticsearch: count(1, 256).optional().meta({ description: 'Elasticsearch nodes.' }),
    plain: yesNo().optional().meta({ description: 'A front without TLS.' }),
    stores: z
      .enum(STORES_KINDS, { error: `write ${STORES_KINDS.join(' or ')}` })
      .optional()
      .meta({ description: 'Cassandra and Elasticsearch: model, or real ones on this machine (Java 17).' }),
    search: z
      .enum(SEARCH_SERVERS, { error: `write ${SEARCH_SERVERS.join(' or ')}` })
      .optional()
      .meta({ description: 'What searches in real stores.' }),
    // What each of them must be is for its own grammar to say, an empty one's as well.
    faults: list(z.string({ error: 'write target[/node]:kind[=value][@from[-to]]' }))
      .optional()
      .meta({ description: 'What goes wrong, target[/node]:kind[=value][@from[-to]].' }),
    scarce: list(inGrammar(parseScarcity))
      .optional()
      .meta({ description: 'How little each node of a tier does, tier=slots x time of one: cassandra=2x5ms.' }),
    warmCaches: yesNo()
      .optional()
      .meta({ description: "The application's caches are full from the start, as after days of use." }),
  })
  .meta({ description: 'The embedded stack that is loaded when there is no target.' })

/** SLO expressions. */
export const slosSchema = z
  .array(inGrammar(parseSlo), { error: 'write a list of SLOs' })
  .meta({ description: 'What must hold for the run to pass: subject[.service].statistic[window] op value.' })

/** Abort rules. */
export const abortOnSchema = z
  .array(inGrammar(parseAbortRule), { error: 'write a list of rules' })
  .meta({ description: 'When to end the run early: condition for duration.', example: ['errors > 5% for 30s'] })

const TAG_NAME = 'name tags with letters, digits, _ . and -'

/** The key `tags`. */
export const tagsSchema = z
  .record(
    z.string().regex(/^[A-Za-z][\w.-]{0,63}$/, { error: TAG_NAME }),
    text('write a text of 1 to 200 characters', 200),
    { error: ({ code }) => (code === 'invalid_key' ? TAG_NAME : 'write name: text for each tag') },
  )
  .meta({ description: 'Kept with the run and shown in reports.' })

/** Source addresses. */
export const localIpsSchema = list(
  z.string().refine((value) => isIP(value) !== 0, { error: 'give IP addresses of this machine, such as 10.0.0.7' }),
)
  // Each has one range of ports, however often it is named.
  .superRefine((all, context) => {
    for (const [i, address] of all.entries())
      if (all.indexOf(address) < i)
        context.addIssue({ code: 'custom', path: [i], message: 'is named before; name each address once' })
  })
  .meta({ description: 'Source addresses of the connections; without any the system chooses.' })
