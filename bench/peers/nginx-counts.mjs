// What nginx itself counts: the witness that is the same for every tool.
import { setTimeout as sleep } from 'node:timers/promises'

/** Requests answered so far and connections open, those of this question excepted. */
export const countsOf = async (front, asked) => {
  const text = await (await fetch(`${front.url}/nginx_status`, { headers: { connection: 'close' } })).text()
  const [active, requests] = [/Active connections: (\d+)/, /\n \d+ \d+ (\d+)/].map((at) => Number(at.exec(text)?.[1]))
  return { atMs: Date.now(), active: active - 1, requests: requests - asked }
}

/** Asks again and again, `everyMs`, and once more when it is stopped; `samples` grows meanwhile. */
export const watchCounts = (front, everyMs) => {
  const samples = []
  const stopping = new AbortController()
  const ask = async () => samples.push(await countsOf(front, samples.length + 1))
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      await ask()
      await sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
    await ask()
  })()
  const stop = async () => {
    stopping.abort()
    await watching
  }
  return { samples, stop }
}
