import type { StepRequest } from '../../src/scenarios/scenario.js'
import type { Answer, Platform } from './played.js'

type Answered = Answer & { readonly delayUs?: number }

/** Tatami's answers in memory, for one person; `instead` replaces an answer where it hands one back. */
export class FakeTatami implements Platform {
  /** Newest first. */
  readonly line: { readonly id: string; readonly username: string; readonly content: string; isPrivate: boolean }[] = []
  readonly me: string
  instead: (step: string, nowUs: number, request: StepRequest) => Answered | undefined = () => undefined
  /** Posts are accepted and shown to nobody. */
  isForgetful = false
  #ids = 0

  constructor(me = 'me', seeded = 25) {
    this.me = me
    for (let i = seeded; i > 0; i--) this.#add(`user${i}`, `Budget ${i} meeting #learning`, false)
  }

  answer(request: StepRequest, nowUs: number): Answered {
    return this.instead(request.step.name, nowUs, request) ?? this.answerUsually(request)
  }

  #add(username: string, content: string, isPrivate: boolean): void {
    this.line.unshift({ id: `id-${++this.#ids}`, username, content, isPrivate })
  }

  answerUsually({ http: { method, path, body } }: StepRequest): Answered {
    const url = new URL(path, 'http://front')
    const at = url.pathname
    if (at === '/tatami/login') return LOGIN_PAGE
    if (at === '/tatami/authentication') return { status: 302, location: 'http://front/' }
    if (at === '/tatami/logout') return TO_LOGIN
    if (at === '/' || at === '/tatami/') return html('<html>home</html>')
    if (!at.startsWith('/tatami/')) return { status: 200, type: 'text/css', body: 'file' }
    return this.#rest(method, at.slice('/tatami/rest/'.length), url.searchParams, body)
  }

  #rest(method: string, call: string, query: URLSearchParams, body: string | undefined): Answered {
    if (method === 'POST') return this.#post(JSON.parse(body ?? ''))
    if (call === 'statuses/home_timeline') return json(this.#page(query).map(status))
    if (call.endsWith('/timeline') || call.endsWith('/tag_timeline')) return json(this.line.slice(0, 20).map(status))
    if (call.startsWith('search/all')) return json({ tags: [], users: [], groups: [] })
    if (call.startsWith('search/status')) return json(this.#found(query.get('q') ?? '').map(status))
    if (call.startsWith('statuses/')) return json({ ...status(this.#one(call.slice(9))), favorite: true })
    if (call === 'groups') return json([{ groupId: 'g-1', name: 'grp' }])
    if (call === 'tags') return json([{ name: 'sport', followed: false, trendingUp: true }])
    if (call === 'users/suggestions') return json([{ username: 'bob' }])
    return json({ username: call.split('/')[1], friend: true })
  }

  #post(made: { content: string; statusPrivate: boolean }): Answered {
    if (!this.isForgetful) this.#add(this.me, made.content, made.statusPrivate)
    return json({})
  }

  #page(query: URLSearchParams) {
    const [start, finish] = [query.get('start'), query.get('finish')]
    if (finish !== null) return this.line.slice(this.line.findIndex(({ id }) => id === finish) + 1).slice(0, 19)
    if (start === null) return this.line.slice(0, 20)
    return this.line
      .slice(
        0,
        this.line.findIndex(({ id }) => id === start),
      )
      .slice(0, 19)
  }

  #found(word: string) {
    return this.line.filter(({ content }) => content.toLowerCase().includes(word))
  }

  #one(id: string) {
    return this.line.find((one) => one.id === id) ?? { id, username: 'nobody', content: '', isPrivate: false }
  }
}

export const json = (value: unknown): Answer => ({
  status: 200,
  type: 'application/json;charset=UTF-8',
  body: JSON.stringify(value),
})
export const html = (body: string): Answer => ({ status: 200, type: 'text/html;charset=UTF-8', body })
export const LOGIN_PAGE = html('<form action="/tatami/authentication">')
export const TO_LOGIN: Answer = { status: 302, location: 'http://front/tatami/login' }
export const ERROR: Answer = { status: 500, type: 'text/html', body: '<html>' }

const status = (one: { id: string; username: string; content: string; isPrivate: boolean }) => ({
  statusId: one.id,
  timelineId: one.id,
  username: one.username,
  content: one.content,
  statusPrivate: one.isPrivate,
  groupId: null,
})
