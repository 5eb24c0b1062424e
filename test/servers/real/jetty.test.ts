import { existsSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fetchServer } from '../../../src/servers/fetch-server.js'
import { startJetty } from '../../../src/servers/jetty.js'
import type { Server } from '../../../src/servers/server.js'
import { jvmReader } from '../../../src/tiers/jvm/jvm-reader.js'
import { MetricsServletReader } from '../../../src/tiers/metrics-servlet/metrics-servlet-reader.js'
import { gained, gainedByEach } from './gained.js'
import { dropwizard, page, pages, statistics, yammer } from './jetty-work.js'

const DURATION = String.raw`dur=\d+\.\d{3}`

describe('a real Jetty', () => {
  let jetty: Server
  beforeAll(async () => {
    await fetchServer('jetty')
    jetty = await startJetty({ threads: 20 })
  })
  afterAll(() => jetty?.stop())

  it('counts each request once, by its outcome', async () => {
    const reader = jvmReader({ url: jetty.jolokia })
    const [counts, told] = await gainedByEach([statistics(jetty), reader], async () => {
      await pages(jetty, 300, '/tatami/page')
      await page(jetty, '/tatami/nothing')
      await page(jetty, '/tatami/search')
    })
    await reader.close()
    expect(told).toEqual({ requests: 302 })
    expect(counts).toEqual({ requests: 302, responses2xx: 300, responses4xx: 1, responses5xx: 1 })
  })

  it('counts pages in both kinds of metrics', async () => {
    expect(await gained(dropwizard(jetty), () => pages(jetty, 120, '/tatami/page'))).toMatchObject({
      'app.request': 120,
    })
    expect(await gained(yammer(jetty), () => pages(jetty, 80, '/tatami/page'))).toEqual({ request: 80 })
  })

  it.each(['dropwizard', 'yammer'])('is read by the reader of %s', async (kind) => {
    const reader = new MetricsServletReader({
      address: { url: `http://${jetty.address}:${jetty.port}/metrics/${kind}` },
    })
    const gain = await gained(reader, () => pages(jetty, 50, '/tatami/page'))
    await reader.close()
    expect(Object.entries(gain).filter(([name]) => name.endsWith('request'))).toEqual([[expect.any(String), 50]])
  })

  it('says how long a page took it', async () => {
    expect((await page(jetty, '/tatami/page')).serverTiming).toMatch(new RegExp(`^app;${DURATION}$`))
  })

  it('says what it has no store for', async () => {
    const { status, text } = await page(jetty, '/tatami/timeline')
    expect([status, text]).toEqual([503, expect.stringContaining('the application was started without Cassandra')])
  })

  it('starts without a warning, and leaves nothing when it is stopped', async () => {
    expect(readFileSync(jetty.logPath, 'utf8')).not.toMatch(/:WARN:|Exception/)
    await jetty.stop()
    expect(existsSync(dirname(jetty.logPath))).toBe(false)
  })
})
