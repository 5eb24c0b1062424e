import { z } from 'zod'
import { textOf } from '../foreign-json.js'
import { SourceGone } from '../node-reader.js'
import type { SourceClient } from '../source-client.js'
import { AGENT_LINES } from './agent-lines.js'
import { type JolokiaAnswers, parseAnswers } from './jolokia-answer.js'
import { type JolokiaRequest, sentRequest } from './jolokia-request.js'

const VERSION = z.object({ value: z.object({ agent: z.string() }) })

/** Asks one JVM's Jolokia agent, many things in one request. */
export class JolokiaClient {
  /** Host and port. */
  readonly name: string
  readonly #source: SourceClient

  constructor(source: SourceClient) {
    this.name = source.name
    this.#source = source
  }

  /** The agent's version; an Error when none is there. */
  async version(): Promise<string> {
    const { value } = await this.#source.json('/version').catch((error: unknown) => {
      throw error instanceof SourceGone ? new SourceGone(`${error.message}; ${HOW_IT_STARTS}`) : error
    })
    const told = VERSION.safeParse(value)
    if (!told.success) throw new Error(`${this.name} is no Jolokia agent, which would tell its version at /version`)
    return textOf(told.data.value.agent) ?? 'of an unknown version'
  }

  /** One answer for each request, in their order. */
  async ask(requests: readonly JolokiaRequest[]): Promise<JolokiaAnswers> {
    // With the slash, since an agent within a web application would redirect.
    const { value } = await this.#source.json('/', requests.map(sentRequest))
    return parseAnswers(value, requests.length, this.name)
  }

  async close(): Promise<void> {
    await this.#source.close()
  }
}

const HOW_IT_STARTS = `its JVM opens that port when started with ${AGENT_LINES.split('\n')[0]}`
