import { z } from 'zod'
import type { Server } from '../../../src/servers/server.js'
import { asked } from './asked.js'
import type { Counting } from './gained.js'
import { inFlight } from './in-flight.js'
import { jolokiaValues } from './jolokia.js'

const IN_FLIGHT = 8
const WITHIN_MS = 20_000

/** An answer of the application. */
export interface Page {
  readonly status: number
  readonly serverTiming: string
  readonly text: string
}

/** Asks the application for one page. */
export const page = async (jetty: Server, path: string, init: RequestInit = {}): Promise<Page> => {
  const answer = await fetch(`${urlOf(jetty)}${path}`, { ...init, signal: AbortSignal.timeout(WITHIN_MS) })
  const text = await answer.text()
  return { status: answer.status, serverTiming: answer.headers.get('server-timing') ?? '', text }
}

/** Asks so many times; throws when one answer is no success. */
export const pages = (jetty: Server, times: number, path: string, init?: RequestInit): Promise<void> =>
  inFlight(times, IN_FLIGHT, async () => {
    const { status, text } = await page(jetty, path, init)
    if (status !== 200) throw new Error(`${path} answers ${status}: ${text}`)
  })

/** What Jetty itself has counted, over JMX, so that to ask is no request. */
export const statistics = (jetty: Server): Counting => ({
  read: async () => {
    const values = await jolokiaValues(
      jetty.jolokia,
      STATISTICS.map((attribute) => ({ type: 'read', mbean: STATISTICS_HANDLER, attribute })),
    )
    return { operations: STATISTICS.map((name, i) => ({ name, count: z.number().parse(values[i]) })) }
  },
})

const STATISTICS_HANDLER = 'org.eclipse.jetty.server.handler:type=statisticshandler,id=0'
const STATISTICS = ['requests', 'responses2xx', 'responses4xx', 'responses5xx']

/** The application's timers of Dropwizard's Metrics. */
export const dropwizard = (jetty: Server): Counting => ({
  read: async () => {
    const { timers } = DROPWIZARD.parse(await asked(`${urlOf(jetty)}/metrics/dropwizard`))
    return { operations: Object.entries(timers).map(([name, { count }]) => ({ name, count })) }
  },
})

const DROPWIZARD = z.object({ timers: z.record(z.string(), z.object({ count: z.number() })) })

/** The application's one timer of Yammer's Metrics. */
export const yammer = (jetty: Server): Counting => ({
  read: async () => {
    const metrics = YAMMER.parse(await asked(`${urlOf(jetty)}/metrics/yammer`))
    return { operations: [{ name: 'request', count: metrics['tatami.Pages'].request.rate.count }] }
  },
})

const YAMMER = z.object({
  'tatami.Pages': z.object({ request: z.object({ rate: z.object({ count: z.number() }) }) }),
})

const urlOf = ({ address, port }: Server): string => `http://${address}:${port}`
