import { z } from 'zod'
import { hostAndPort } from './host-and-port.js'
import { duration, list, parsedText, text, yesNo } from './human-values.js'

const PEM = 'name a PEM file'

const webSocket = parsedText(
  (value) => (/^wss?:\/\//i.test(value) && URL.canParse(value) ? new URL(value).href : undefined),
  'write a URL with ws:// or wss://, such as ws://10.0.0.40:5556',
)

/** The section `riemann`. */
export const riemannSchema = z
  .strictObject({
    server: hostAndPort('10.0.0.40:5555')
      .optional()
      .meta({ description: 'Host and port to send events to, each second of a run.', example: '10.0.0.40:5555' }),
    tls: yesNo().optional().meta({ description: 'Send them over TLS, usually to port 5554.', example: false }),
    cacert: text(PEM).optional().meta({
      description: "PEM file of the authority that signed Riemann's certificate, where it is not the target's.",
      example: 'riemann-ca.pem',
    }),
    cert: text(PEM)
      .optional()
      .meta({ description: 'PEM file of the certificate to show, which Riemann asks for.', example: 'load.pem' }),
    key: text(PEM)
      .optional()
      .meta({ description: 'PEM file of the key that belongs to cert.', example: 'load-key.pem' }),
    keyPassphrase: text('write the passphrase as a text in quotes')
      .optional()
      .meta({ description: 'Passphrase of an encrypted key.', example: 'a passphrase' }),
    insecure: yesNo().optional().meta({ description: 'Accept any certificate of Riemann.', example: false }),
    tags: list(text('write tags of 1 to 60 characters', 60))
      .optional()
      .meta({ description: 'Tags of every event that is sent.', example: ['tatami-load'] }),
    ttl: duration(1_000_000, '1s')
      .optional()
      .meta({ description: 'After which an event is void unless another has come.', example: '10s' }),
    subscribe: webSocket.optional().meta({
      description: "Riemann's WebSocket server: changes of state in its index stand in the report at their time.",
      example: 'ws://10.0.0.40:5556',
    }),
    query: text('write a query, such as tagged "tatami"')
      .optional()
      .meta({ description: "Which of them, in Riemann's own language.", example: 'service =~ "jetty%"' }),
  })
  .meta({ description: 'A Riemann server that is told how the run goes, and heard meanwhile.' })

/** The section as it is written. */
export type RiemannDraft = z.output<typeof riemannSchema>
