import { below, type Random } from '../base/random.js'

const IDLE_US = 1_800_000_000
const SWEEP_EVERY_US = 60_000_000
const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz'

/** One session of the cluster; `lastUsedUs` is monotonic time. */
export interface Session {
  /** Without the node's suffix. */
  readonly id: string
  /** Absent until login. */
  readonly user?: number
  /** Page to go to after login, asked for before it. */
  savedPath?: string
  lastUsedUs: number
}

/** All sessions of the cluster, as Hazelcast shares them: any node knows each, the cookie's suffix names the last one. */
export class Sessions {
  readonly #random: Random
  readonly #sessions = new Map<string, Session>()
  #sweptUs = 0

  constructor(random: Random) {
    this.#random = random
  }

  get size(): number {
    return this.#sessions.size
  }

  /** The live session a cookie names; being asked for keeps it alive. */
  find(cookie: string | undefined, nowUs: number): Session | undefined {
    if (cookie === undefined) return undefined
    const dot = cookie.indexOf('.')
    const session = this.#sessions.get(dot < 0 ? cookie : cookie.slice(0, dot))
    if (!session) return undefined
    if (nowUs - session.lastUsedUs > IDLE_US) {
      this.#sessions.delete(session.id)
      return undefined
    }
    session.lastUsedUs = nowUs
    return session
  }

  create(nowUs: number, content: { readonly user?: number; readonly savedPath?: string } = {}): Session {
    if (nowUs - this.#sweptUs > SWEEP_EVERY_US) this.#sweep(nowUs)
    const session: Session = { id: this.#newId(), lastUsedUs: nowUs, ...content }
    this.#sessions.set(session.id, session)
    return session
  }

  end(session: Session): void {
    this.#sessions.delete(session.id)
  }

  /** What a cluster restart or a split does. */
  loseAll(): void {
    this.#sessions.clear()
  }

  #newId(): string {
    let id = ''
    while (id.length < 24) id += ALPHABET.charAt(below(this.#random, ALPHABET.length))
    return id
  }

  #sweep(nowUs: number): void {
    this.#sweptUs = nowUs
    for (const session of this.#sessions.values()) if (nowUs - session.lastUsedUs > IDLE_US) this.end(session)
  }
}

/** The cookie of a session as the node with this number (from 1) hands it out. */
export const sessionCookie = (session: Session, node: number): string => `${session.id}.node${node}`
