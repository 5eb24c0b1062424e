import type { SourceAddress } from '../source-client.js'

/** Where a subscription is had, and how. */
export interface IndexAddress extends Pick<SourceAddress, 'ca'> {
  readonly target: URL
  readonly headers: Readonly<Record<string, string>>
  readonly insecure: boolean
  readonly openWithinMs: number
}

/** Where a subscription to all that is in the index, and comes into it from then on, is had. Throws an Error with a sentence for another URL. */
export const indexAddressOf = (
  { url, ca, insecure = false }: SourceAddress,
  query: string,
  openWithinMs: number,
): IndexAddress => {
  const { protocol, host, pathname, username, password } = new URL(url)
  if (protocol !== 'ws:' && protocol !== 'wss:') throw new Error(`${host} needs a URL with ws:// or wss://`)
  const secret = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')
  // Riemann takes a plus sign for a space, so spaces are written as %20.
  const search = `query=${encodeURIComponent(query)}&subscribe=true`
  return {
    target: new URL(`${protocol}//${host}${pathname.replace(/\/$/, '')}/index?${search}`),
    headers: username === '' ? {} : { authorization: `Basic ${secret}` },
    insecure,
    openWithinMs,
    ...(ca !== undefined && { ca }),
  }
}
