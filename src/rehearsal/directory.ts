import { DOMAIN, FIRST_NAMES, LAST_NAMES } from '../tatami/population.js'

/** User numbers from here on belong to people who registered during the run. */
const REGISTERED_FROM = 10_000_000
const SEEDED_NAME = /^user(0|[1-9]\d{0,6})$/

/** Who can log in, and under which names; seeded users are numbers and cost nothing. */
export class Directory {
  readonly #password: string
  readonly #registered: { readonly login: string; readonly password: string }[] = []
  readonly #numbers = new Map<string, number>()

  constructor(password: string) {
    this.#password = password
  }

  /** The number of the user with this e-mail; undefined when there is none. */
  number(login: string): number | undefined {
    const lower = login.toLowerCase()
    const [name = '', domain] = lower.split('@')
    const seeded = domain === DOMAIN ? SEEDED_NAME.exec(name) : null
    return seeded ? Number(seeded[1]) : this.#numbers.get(lower)
  }

  /** The number of the user with this name in the same company as `asking`. */
  neighbour(username: string, asking: number): number | undefined {
    return this.number(`${username}@${this.domain(asking)}`)
  }

  password(user: number): string {
    return this.#registered[user - REGISTERED_FROM]?.password ?? this.#password
  }

  /** Registers the e-mail; a known one is left as it is. */
  register(login: string, password: string): void {
    const lower = login.toLowerCase()
    if (this.number(lower) !== undefined) return
    this.#numbers.set(lower, REGISTERED_FROM + this.#registered.length)
    this.#registered.push({ login: lower, password })
  }

  login(user: number): string {
    return this.#registered[user - REGISTERED_FROM]?.login ?? `user${user}@${DOMAIN}`
  }

  username(user: number): string {
    return user < REGISTERED_FROM ? `user${user}` : (this.login(user).split('@')[0] ?? '')
  }

  domain(user: number): string {
    return user < REGISTERED_FROM ? DOMAIN : (this.login(user).split('@')[1] ?? '')
  }

  firstName(user: number): string {
    return user < REGISTERED_FROM ? (FIRST_NAMES[user % FIRST_NAMES.length] ?? '') : ''
  }

  lastName(user: number): string {
    if (user >= REGISTERED_FROM) return ''
    return LAST_NAMES[Math.floor(user / FIRST_NAMES.length) % LAST_NAMES.length] ?? ''
  }
}
