import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RehearsalSize } from '../../src/profile/event-profile.js'
import type { Rehearsal } from '../../src/rehearsal/rehearsal.js'
import { type RehearsalSurroundings, startRehearsal } from '../../src/rehearsal/start-rehearsal.js'

/** Files of the built package; `npm test` builds it first. */
export const built = (name: string): string => fileURLToPath(new URL(`../../dist/rehearsal/${name}`, import.meta.url))

export const SIZE: RehearsalSize = { nginx: 1, jetty: 2, cassandra: 3, elasticsearch: 3, plain: false, faults: [] }

/** Stacks of one test file, each in a folder of its own below one that goes with them. */
export class StacksUnderTest {
  readonly folder = mkdtempSync(join(tmpdir(), 'tatami-load-stacks-'))
  readonly #running: Rehearsal[] = []

  async start(size: Partial<RehearsalSize> = {}, surroundings: RehearsalSurroundings = {}): Promise<Rehearsal> {
    const stack = await startRehearsal(
      { size: { ...SIZE, ...size }, users: 5, seed: 7 },
      {
        nodesEntry: built('nodes-process.js'),
        builtInFrontEntry: built('built-in-front-process.js'),
        temporaryFolder: this.folder,
        ...surroundings,
      },
    )
    this.#running.push(stack)
    return stack
  }

  async stopAll(): Promise<void> {
    for (const stack of this.#running.splice(0)) await stack.stop()
  }

  async end(): Promise<void> {
    await this.stopAll()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
