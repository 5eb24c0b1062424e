import { request } from 'undici'

/** One answer, read to its end. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

export interface Ask {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Absent: what browsers' scripts send; null: none at all. */
  readonly accept?: string | null
}

const SCRIPT_ACCEPT = 'application/json, text/javascript, */*; q=0.01'

/** Someone at a browser, as far as cookies and headers go: follows nothing, caches nothing. */
export class PersonClient {
  readonly #origin: string
  #session: string | undefined

  constructor(origin: string) {
    this.#origin = origin
  }

  get sessionCookie(): string | undefined {
    return this.#session
  }

  /** Sends the request, to another node of the same stack if one is named. */
  async ask(path: string, { method, headers, body, accept }: Ask = {}, origin = this.#origin): Promise<Answer> {
    const cookie = this.#session === undefined ? {} : { cookie: `JSESSIONID=${this.#session}` }
    const accepts = accept === null ? {} : { accept: accept ?? SCRIPT_ACCEPT }
    const answer = await request(origin + path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { ...cookie, ...accepts, ...headers },
      body: body ?? null,
    })
    const set = [answer.headers['set-cookie'] ?? []].flat().find((line) => line.startsWith('JSESSIONID='))
    if (set !== undefined) this.#session = /^JSESSIONID=([^;]*)/.exec(set)?.[1]
    return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() }
  }

  login(username: string, password = 'tatami'): Promise<Answer> {
    const body = new URLSearchParams({ j_username: `${username}@bank.example`, j_password: password })
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return this.ask('/tatami/authentication', { body: body.toString(), headers })
  }

  sendJson(method: string, path: string, value: unknown, accept?: string): Promise<Answer> {
    const ask = { method, body: JSON.stringify(value), headers: { 'content-type': 'application/json' } }
    return this.ask(path, accept === undefined ? ask : { ...ask, accept })
  }

  post(content: string, more: object = {}): Promise<Answer> {
    return this.sendJson('POST', '/tatami/rest/statuses/', { content, groupId: '', attachmentIds: [], ...more })
  }
}

/** A person who has logged in. */
export const loggedIn = async (origin: string, username = 'user5'): Promise<PersonClient> => {
  const person = new PersonClient(origin)
  await person.login(username)
  return person
}

/** Duration of each tier, milliseconds, and operations where they are told. */
export const timingOf = ({
  headers,
}: Answer): Record<string, { readonly ms: number; readonly n: number | undefined }> =>
  Object.fromEntries(
    String(headers['server-timing'] ?? '')
      .split(', ')
      .map((metric) => /^(\w+);dur=([\d.]+)(?:;desc="n=(\d+)")?$/.exec(metric))
      .map((match) => [
        match?.[1],
        { ms: Number(match?.[2]), n: match?.[3] === undefined ? undefined : Number(match[3]) },
      ]),
  )
