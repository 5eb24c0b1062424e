import { readFileSync } from 'node:fs'
import { builtInFront } from './built-in-front.js'
import type { FrontPlace } from './front-place.js'

// The process of one built-in front: it is told its place once, and shows that it is ready by answering.

// What comes over the channel was sent by the parent's half, `built-in-fronts.ts`.
process.on('message', (place: FrontPlace) => {
  const { tls, port, address: host, capacity } = place
  const secret = tls && { cert: readFileSync(tls.certificatePath), key: readFileSync(tls.keyPath) }
  const server = builtInFront(place, secret)
  server.on('error', (error) => {
    console.error(error.message)
    process.exit(1)
  })
  server.listen({ port, host, backlog: capacity.backlog })
})
// The parent is gone, whatever became of it.
process.on('disconnect', () => process.exit(0))
