/** Does a piece of work so many times, so many of them at a time. */
export const inFlight = async (times: number, most: number, work: (i: number) => Promise<unknown>): Promise<void> => {
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < times) await work(next++)
  }
  await Promise.all(Array.from({ length: Math.min(most, times) }, worker))
}
