import { get as getPlain } from 'node:http'
import { get as getSecure } from 'node:https'
import { setTimeout as pause } from 'node:timers/promises'
import type { Front } from '../http/exchange.js'

/** A page that tells that a front is up. */
export interface Probe {
  readonly front: Front
  /** PEM; absent: plain HTTP. */
  readonly ca?: string
  /** Page that must be shown: status 200. */
  readonly path: string
}

const PAUSE_MS = 50
const ANSWER_WITHIN_MS = 5_000

/** Asks for the page until it is shown. Never ends by itself: race it, and abort the signal. */
export const untilAnswers = async (probe: Probe, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    if ((await ask(probe)) === 200) return
    await pause(PAUSE_MS)
  }
}

/** Status of one answer; undefined when there was none, of a node that hangs too. */
const ask = ({ front, ca, path }: Probe): Promise<number | undefined> => {
  const { address, port, host } = front
  const options = {
    host: address,
    port,
    path,
    headers: { host, accept: 'text/html,*/*;q=0.8' },
    agent: false as const,
    timeout: ANSWER_WITHIN_MS,
  }
  return new Promise((resolve) => {
    const secure = { ...options, servername: host.split(':')[0] ?? host, ...(ca !== undefined && { ca }) }
    const request = ca === undefined ? getPlain(options) : getSecure(secure)
    request.on('response', (response) => {
      response.resume()
      response.on('close', () => resolve(response.statusCode))
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(undefined))
    request.on('close', () => resolve(undefined))
  })
}
