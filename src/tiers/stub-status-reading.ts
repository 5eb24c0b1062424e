import type { NodeReading } from './node-reader.js'
import { signalReading } from './signal-reading.js'
import type { StubStatus } from './stub-status.js'
import type { UnhandledConnections } from './unhandled-connections.js'

/** What a page says, as of any node; `unhandled` has heard of all pages before. */
export const readingOf = (page: StubStatus, unhandled: UnhandledConnections): NodeReading => ({
  operations: [{ name: 'requests', count: page.requests }],
  signals: [
    ...signalReading('connections', page.connections),
    ...signalReading('reading', page.reading),
    ...signalReading('writing', page.writing),
    ...signalReading('waiting', page.waiting),
    ...signalReading('unhandled', unhandled.take(page)),
  ],
})
