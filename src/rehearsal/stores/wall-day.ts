/** The day of a moment in microseconds since 1970, as Tatami's dayline has it. */
export const wallDay = (wallUs: number): string => new Date(wallUs / 1_000).toISOString().slice(0, 10)
