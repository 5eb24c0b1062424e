/** What a witness's process is told. */
export interface WitnessOrder {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Name asked for in TLS. */
  readonly servername?: string
  readonly connections: number
  readonly warmUpSec: number
  readonly seconds: number
}

/** What it tells. */
export type FromWitness =
  /** From here on it counts. */
  | { readonly kind: 'warm' }
  | {
      readonly kind: 'done'
      readonly answered: number
      readonly failed: number
      readonly seconds: number
      readonly cpuUs: number
    }
