/** Works on the numbers below a count, so many at once. Rejects with the first failure, when what had begun is over. */
export const eachInTurn = async (
  count: number,
  atOnce: number,
  work: (index: number) => Promise<unknown>,
): Promise<void> => {
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < count) await work(next++)
  }
  const ends = await Promise.allSettled(Array.from({ length: Math.min(atOnce, count) }, worker))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}
