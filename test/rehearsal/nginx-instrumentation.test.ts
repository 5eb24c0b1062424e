import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { INSTRUMENTATION_HTTP, instrumentation } from '../../src/rehearsal/nginx-instrumentation.js'
import { parseNginxLine } from '../../src/tiers/nginx/log-line.js'

const guide = readFileSync(new URL('../../docs/instrument-nginx.md', import.meta.url), 'utf8')

describe('what a real platform adds to its nginx.conf', () => {
  it('stands in the guide word for word', () => {
    const snippet = /```nginx whole\n([\s\S]*?)```/.exec(guide)?.[1]
    expect(snippet).toBe(instrumentation('/var/log/nginx/tatami-load.log'))
  })

  it('logs lines that the tier source reads in full', () => {
    const format = /escape=json '(.*)';/.exec(INSTRUMENTATION_HTTP)?.[1] ?? ''
    const values: Readonly<Record<string, string>> = {
      $http_traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      $request_time: '0.152',
      $upstream_response_time: '0.000, 0.150',
      $upstream_addr: '10.0.0.1:8080, 10.0.0.2:8080',
    }
    const line = format.replace(/\$\w+/g, (variable) => values[variable] ?? '')
    expect(parseNginxLine(line)).toMatchObject({
      traceId: '0af7651916cd43dd8448eb211c80319c',
      requestUs: 152_000,
      upstreamUs: 150_000,
      attempts: 2,
    })
  })
})
