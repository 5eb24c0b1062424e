const WITHIN_MS = 20_000

/** The JSON that a server answers, be it to a body or without one. Throws when it answers with an error. */
export const asked = async (url: string, method = 'GET', body?: string): Promise<unknown> => {
  const answer = await fetch(url, {
    method,
    signal: AbortSignal.timeout(WITHIN_MS),
    ...(body !== undefined && { body, headers: { 'content-type': 'application/json' } }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}: ${text.slice(0, 500)}`)
  return JSON.parse(text)
}
