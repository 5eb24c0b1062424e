import { expect, test } from 'vitest'
import { Pace, systemTiming } from '../../src/accounts/pace.js'
import { Platform } from '../../src/accounts/platform.js'
import { PlatformError } from '../../src/accounts/platform-error.js'
import { PreflightError } from '../../src/base/errors.js'
import type { Target } from '../../src/profile/event-profile.js'
import { oddPlatform } from './odd-platform.js'
import { targetAt } from './rehearsal-node.js'

const open = (target: Target) => Platform.open(target, new Pace(5_000, systemTiming))
const ask = (platform: Platform) =>
  platform.browse((browser) => browser.ask({ method: 'GET', path: '/tatami/', headers: {} }))

const NOBODY = 'http://127.0.0.1:1'

test('an address where nobody listens is passed over, whether a URL has it or a name', async () => {
  const { port, url, asked } = await oddPlatform((_, response) => response.end('here'))
  const resolve = ['127.0.0.9', '127.0.0.1'].map((address) => ({ host: 'tatami.test', port, address }))
  for (const target of [
    { ...targetAt(url), urls: [NOBODY, url] },
    { ...targetAt(`http://tatami.test:${port}`), resolve },
  ])
    expect((await ask(await open(target))).body).toBe('here')
  expect(asked.map(({ headers }) => headers.host)).toEqual([`127.0.0.1:${port}`, `tatami.test:${port}`])
})

test('an address that gives no answer any more is left for the next one by whoever tries again', async () => {
  const failing = await oddPlatform((_, response) => response.destroy())
  const sound = await oddPlatform((_, response) => response.end('here'))
  const platform = await open({ ...targetAt(failing.url), urls: [failing.url, sound.url] })
  await expect(ask(platform)).rejects.toThrow(PlatformError)
  expect((await ask(platform)).body).toBe('here')
  expect((await ask(platform)).body).toBe('here')
  expect(failing.asked).toHaveLength(1)
})

test('several that fail at once at the same address leave only that one', async () => {
  const failing = await oddPlatform((_, response) => response.destroy())
  const sound = await oddPlatform((_, response) => response.end('here'))
  const platform = await open({ ...targetAt(failing.url), urls: [failing.url, sound.url] })
  const first = await Promise.allSettled([ask(platform), ask(platform), ask(platform), ask(platform)])
  expect(first.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0)
  expect((await ask(platform)).body).toBe('here')
})

test('where no address answers, the first one is named', async () => {
  const failed = open({ ...targetAt(NOBODY), urls: [NOBODY, 'http://127.0.0.1:2'] })
  await expect(failed).rejects.toThrow(PreflightError)
  await expect(failed).rejects.toThrow('nothing is listening on 127.0.0.1:1')
})
