const WITHIN_MS = 3_000

/** Whether a URL is answered with success. */
export const answersOk = async (url: string): Promise<boolean> => {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(WITHIN_MS) })
    await answer.arrayBuffer()
    return answer.ok
  } catch {
    return false
  }
}
