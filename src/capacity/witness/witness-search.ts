import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Witness } from '../../calibrate/witness.js'
import { foldSeconds, readRun } from '../../metrics/run-reader.js'
import type { SecondRecord } from '../../metrics/second-record.js'
import type { EventProfile } from '../../profile/event-profile.js'
import type { OpenTarget } from '../../run/open-target.js'
import type { StopSwitch } from '../../run/run-options.js'
import { Stack } from '../../servers/stack.js'
import { chooseSteps, type LonelyStep } from './choose-steps.js'
import { WITNESS_FILE, type WitnessRecord, type WitnessRound } from './witness-record.js'
import { inWitnessSession } from './witness-session.js'

const CONNECTIONS = 50
const WARM_UP_SEC = 2
const SECONDS = 8

/** What a witness is told. */
export interface WitnessOptions {
  readonly outDir: string
  readonly profile: EventProfile
  readonly target: OpenTarget
  readonly stop: StopSwitch
  /** Something to know, in a sentence. */
  note(text: string): void
}

/**
 * After a search: autocannon asks for the cheapest and for the dearest step in a closed loop, and what it gets is kept beside the run.
 * It brackets what the platform answers in a second of any mix of steps, found by other means than the search. Never throws: a search
 * is worth as much without.
 */
export const witnessSearch = async (options: WitnessOptions): Promise<void> => {
  let isStopped = false
  options.stop.onStop(() => {
    isStopped = true
  })
  try {
    const steps = isStopped ? undefined : chooseSteps(...(await searchedSeconds(options.outDir)))
    if (!steps) return
    const record = await roundsOf(steps, options, () => isStopped)
    if (record) writeFileSync(join(options.outDir, WITNESS_FILE), `${JSON.stringify(record, null, 1)}\n`)
  } catch (error) {
    options.note(`the witness has nothing to say: ${error instanceof Error ? error.message : error}`)
  }
}

const searchedSeconds = async (dir: string) => {
  const { meta, events } = await readRun(dir)
  // The first step, as nobody waits there.
  const first = events.find((event) => event.kind === 'step')
  const records: SecondRecord[] = []
  await foldSeconds(dir, (record) => {
    if (first && record.second * 1_000_000 < first.toUs) records.push(record)
  })
  return [records, meta] as const
}

const roundsOf = (
  steps: NonNullable<ReturnType<typeof chooseSteps>>,
  { target, profile, stop }: WitnessOptions,
  isStopped: () => boolean,
): Promise<WitnessRecord | undefined> =>
  inWitnessSession(target, profile, async (cookie) => {
    const stack = await Stack.open()
    try {
      const rounds: WitnessRound[] = []
      for (const role of ['cheapest', 'dearest'] as const) {
        const round = isStopped() ? undefined : await roundOf(role, steps[role], { target, cookie, stack, stop })
        if (!round) return undefined
        rounds.push(round)
      }
      return { rounds }
    } finally {
      await stack.stop()
    }
  })

interface RoundParts {
  readonly target: OpenTarget
  readonly cookie: string
  readonly stack: Stack
  readonly stop: StopSwitch
}

const roundOf = async (
  role: WitnessRound['role'],
  { step, path, serviceUs }: LonelyStep,
  { target: { fronts, tls }, cookie, stack, stop }: RoundParts,
): Promise<WitnessRound | undefined> => {
  const { host = '', address = '', port = 0 } = fronts[0] ?? {}
  const order = {
    url: `${tls ? 'https' : 'http'}://${address}:${port}${path}`,
    headers: { Host: host, Cookie: cookie, Accept: '*/*' },
    ...(tls && { servername: host.split(':')[0] ?? host }),
    connections: CONNECTIONS,
    warmUpSec: WARM_UP_SEC,
    seconds: SECONDS,
  }
  const witness = new Witness(join(stack.folder, `${role}.err`), stack.folder, order, 'the witness')
  try {
    const stopped = new Promise<undefined>((resolve) => stop.onStop(() => resolve(undefined)))
    const done = await Promise.race([witness.done, stopped])
    if (!done) return undefined
    const { answered, failed, seconds } = done
    return { role, step, serviceUs, connections: CONNECTIONS, seconds, perSec: answered / seconds, failed }
  } finally {
    await witness.stop()
  }
}
