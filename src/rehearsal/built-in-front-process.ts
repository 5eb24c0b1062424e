import { createWriteStream, readFileSync } from 'node:fs'
import { growDescriptorTable } from '../base/descriptor-table.js'
import { BufferedLog } from './buffered-log.js'
import { builtInFront } from './built-in-front.js'
import type { BuiltInPlace } from './built-in-fronts.js'

// The process of one built-in front: it is told its place once, and shows that it is ready by answering.

let log: BufferedLog | undefined
// What comes over the channel was sent by the parent's half, `built-in-fronts.ts`.
process.on('message', (place: BuiltInPlace) => {
  const { tls, port, address: host, capacity } = place
  growDescriptorTable(capacity.filesPerWorker)
  const secret = tls && { cert: readFileSync(tls.certificatePath), key: readFileSync(tls.keyPath) }
  const file = createWriteStream(place.accessLog, { flags: 'a' })
  // The run misses the lines and says so; the front serves on.
  file.on('error', ({ message }) => console.error(message))
  const lines = new BufferedLog(file)
  log = lines
  const server = builtInFront(place, secret, (line) => lines.write(line))
  server.on('error', (error) => {
    console.error(error.message)
    process.exit(1)
  })
  server.listen({ port, host, backlog: capacity.backlog })
})
// The parent is gone, whatever became of it.
process.on('disconnect', async () => {
  await log?.close()
  process.exit(0)
})
