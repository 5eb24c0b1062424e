import { z } from 'zod'

const figure = z.number().nonnegative()

const round = z.object({
  /** Requests answered, a second. */
  perSec: figure,
  /** CPU time of the client's processes, and of nginx, for each; nginx's null where the system does not tell. */
  clientCpuUs: figure,
  nginxCpuUs: figure.nullable(),
  failed: z.int().nonnegative(),
  /** Busy share of each core; empty where the system does not tell. */
  coreShares: z.array(figure),
  /** Time that the machine's host kept for others. */
  stealShare: figure.nullable(),
})

const calibration = z.object({
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  tool: z.string(),
  node: z.string(),
  machine: z.object({ cpu: z.string(), cores: z.int().positive() }),
  /** Processes of each client, and connections of each process. */
  processes: z.int().positive(),
  connections: z.int().positive(),
  roundSec: z.int().positive(),
  engine: z.array(round).min(1),
  witness: z.array(round).min(1),
})

/** Version of the stored file; grows when a field changes its meaning or goes. */
export const CALIBRATION_SCHEMA = 'tatami-load/calibration/1'

/** What is stored: the last calibration of each kind. */
export const calibrationsSchema = z.object({
  schema: z.literal(CALIBRATION_SCHEMA),
  plain: calibration.optional(),
  tls: calibration.optional(),
})

/** One round: what a client in a closed loop got out of this machine. */
export type Round = Readonly<z.infer<typeof round>>
/** The generator's ceiling on a machine, by its own engine and by another client as a witness. */
export type Calibration = Readonly<z.infer<typeof calibration>>
/** The last calibration without TLS and over TLS. */
export type Calibrations = Readonly<Omit<z.infer<typeof calibrationsSchema>, 'schema'>>

/** The median round's requests a second of the engine. */
export const ceilingOf = ({ engine }: Pick<Calibration, 'engine'>): number => medianOf(engine, ({ perSec }) => perSec)

/** Median of a figure over rounds, of which there is one at least. */
export const medianOf = (rounds: readonly Round[], figureOf: (round: Round) => number): number => {
  const sorted = rounds.map(figureOf).sort((a, b) => a - b)
  const [low = 0, high = 0] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return (low + high) / 2
}
