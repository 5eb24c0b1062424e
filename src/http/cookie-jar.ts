interface Cookie {
  readonly name: string
  readonly value: string
  readonly path: string
}

// More than any browser keeps for a host would only be a server's mistake filling memory, 160,000 times.
const MOST_COOKIES = 50
const MOST_BYTES = 4_096

/** The cookies that one browser holds for the front: host-only, in order of arrival; they live as long as the jar. */
export class CookieJar {
  #cookies: readonly Cookie[] = []
  /** The ready line while all cookies go everywhere, which is what Tatami's do. */
  #line: string | undefined = ''

  /** The Cookie line for a request's target, CRLF included; empty when there is none to send. */
  lineFor(target: string): string {
    return this.#line ?? lineOf(this.#cookies.filter(({ path }) => covers(path, pathOf(target))))
  }

  /** Takes the value of one Set-Cookie line of the answer to `target`; `nowMs` is wall-clock time, against which Expires counts. */
  take(setCookie: string, target: string, nowMs: number): void {
    const [pair = '', ...attributes] = setCookie.split(';')
    const equals = pair.indexOf('=')
    const name = pair.slice(0, equals).trim()
    if (equals < 0 || name === '' || pair.length > MOST_BYTES) return
    const path = pathAttribute(attributes) ?? defaultPath(target)
    const others = this.#cookies.filter((cookie) => cookie.name !== name || cookie.path !== path)
    const isKept = !isOver(attributes, nowMs) && others.length < MOST_COOKIES
    const cookie = { name: shared(name), value: alone(pair.slice(equals + 1).trim()), path: shared(path) }
    // Not spread: an array that has grown keeps room for sixteen more.
    this.#cookies = isKept ? others.concat(cookie) : others
    this.#line = this.#cookies.every((cookie) => cookie.path === '/') ? alone(lineOf(this.#cookies)) : undefined
  }
}

// Names and paths are the same few in every jar.
const SHARED = new Map<string, string>()
const MOST_SHARED = 100

const shared = (text: string): string => {
  const known = SHARED.get(text)
  if (known !== undefined) return known
  if (SHARED.size < MOST_SHARED) SHARED.set(text, text)
  return text
}

// A slice keeps the whole line alive that it was cut from, and a text put together all of its pieces.
const alone = (text: string): string => Buffer.from(text, 'latin1').toString('latin1')

const lineOf = (cookies: readonly Cookie[]): string =>
  cookies.length === 0 ? '' : `Cookie: ${cookies.map(({ name, value }) => `${name}=${value}`).join('; ')}\r\n`

// RFC 6265 5.1.4
const covers = (path: string, target: string): boolean =>
  target === path || (target.startsWith(path) && (path.endsWith('/') || target[path.length] === '/'))

const pathOf = (target: string): string => target.split('?', 1)[0] ?? target

const defaultPath = (target: string): string => {
  const path = pathOf(target)
  return path.slice(0, Math.max(1, path.lastIndexOf('/')))
}

const pathAttribute = (attributes: readonly string[]): string | undefined => {
  const path = attributeOf(attributes, 'path')
  return path?.startsWith('/') ? path : undefined
}

// Max-Age wins over Expires (RFC 6265 5.3); a date that cannot be read is no date.
const isOver = (attributes: readonly string[], nowMs: number): boolean => {
  const maxAge = attributeOf(attributes, 'max-age')
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return Number(maxAge) <= 0
  const expires = attributeOf(attributes, 'expires')
  return expires !== undefined && Date.parse(expires) <= nowMs
}

// Of an attribute given twice the last counts.
const attributeOf = (attributes: readonly string[], name: string): string | undefined => {
  const text = attributes.findLast((attribute) => attribute.split('=', 1)[0]?.trim().toLowerCase() === name)
  return text?.includes('=') ? text.slice(text.indexOf('=') + 1).trim() : undefined
}
