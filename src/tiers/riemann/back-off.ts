/** How long to wait before a server is tried again, milliseconds: at first, and at most. */
export interface BackOff {
  readonly firstMs: number
  readonly mostMs: number
}

export const BACK_OFF: BackOff = { firstMs: 500, mostMs: 30_000 }

/** Twice as long after each failure in a row. */
export const waitMsAfter = (failures: number, { firstMs, mostMs }: BackOff): number =>
  Math.min(firstMs * 2 ** Math.min(Math.max(failures - 1, 0), 30), mostMs)
