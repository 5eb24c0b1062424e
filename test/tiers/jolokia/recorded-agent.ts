import { type Answer, answeringServer } from '../answering-server.js'
import { fixtureText } from '../fixture.js'

/** One answer as Jolokia gave it. */
export interface RecordedAnswer {
  readonly request: {
    readonly type: string
    readonly mbean?: string
    readonly operation?: string
    readonly attribute?: unknown
  }
  readonly status: number
  readonly value?: unknown
}

/** The answers of a file in fixtures/tiers/jolokia. */
export const recorded = (name: string): readonly RecordedAnswer[] => JSON.parse(fixtureText(`jolokia/${name}.json`))

/** A server that gives recorded answers to whatever of it is asked, and says of the rest that there is no such bean. */
export interface Agent {
  readonly url: string
  readonly host: string
  /** Bodies of all posts so far. */
  readonly posts: readonly string[]
  /** From now on it gives these. */
  give(answers: readonly RecordedAnswer[]): void
}

export const startAgent = async (answers: readonly RecordedAnswer[]): Promise<Agent> => {
  const posts: string[] = []
  let current = answers
  const { url, host } = await answeringServer((path, _, body) => {
    if (body !== '') posts.push(body)
    return agentAnswer(current, path, body)
  })
  return {
    url: `${url}/jolokia`,
    host,
    posts,
    give: (next) => {
      current = next
    },
  }
}

/** What an agent with these answers says to one request over HTTP. */
export const agentAnswer = (answers: readonly RecordedAnswer[], path: string, body: string): Answer | undefined => {
  if (body === '') return path.endsWith('/version') ? JSON.stringify(answerTo({ type: 'version' }, answers)) : undefined
  const asked: Request | readonly Request[] = JSON.parse(body)
  return JSON.stringify(Array.isArray(asked) ? asked.map((one) => answerTo(one, answers)) : undefined)
}

type Request = RecordedAnswer['request']

const answerTo = (asked: Request, answers: readonly RecordedAnswer[]): unknown => {
  const of = answers.filter(({ request }) => keyOf(request) === keyOf(asked))
  const exact = of.find(({ request }) => String(request.attribute) === String(asked.attribute))
  return exact ?? of[0] ?? { request: asked, status: 404, error_type: 'javax.management.InstanceNotFoundException' }
}

const keyOf = ({ type, mbean, operation }: Request): string =>
  JSON.stringify([type, mbean && sameName(mbean), operation])

/** The name with its properties sorted: agents give it back in an order of their own. */
export const sameName = (mbean: string): string => {
  const [domain, properties = ''] = mbean.split(':')
  return `${domain}:${properties.split(',').sort().join(',')}`
}
