// Builds and runs floor.c: what a request costs at least on this machine.
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { folderOfOurs } from '../ending.mjs'

/** What a command prints as JSON. */
export const jsonOf = (file, args) =>
  JSON.parse(execFileSync(file, args.map(String), { encoding: 'utf8', maxBuffer: 1e8 }))

/** The built client; `measure` resolves with what floor.c prints. A rate of 0 is a closed loop. */
export const openFloor = () => {
  const folder = folderOfOurs('floor')
  const binary = join(folder, 'floor')
  execFileSync('gcc', ['-O2', '-o', binary, fileURLToPath(new URL('floor.c', import.meta.url))])
  // A net of its own each time, so that ports in TIME_WAIT are not searched.
  let net = 100
  return {
    measure: ({ address, port }, connections, perSec, seconds, processes) =>
      jsonOf(binary, [address, port, connections, perSec, seconds, processes, net++]),
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
