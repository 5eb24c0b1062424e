import { DOMAIN } from '../tatami/population.js'
import { groupNumber, seededGroupName, seededGroupOf, seededGroups, seededMembers } from './groups.js'

/** What is told of a group to whoever may see it. */
export interface GroupFacts {
  readonly name: string
  readonly description: string
  readonly isPublic: boolean
}

/** A group that somebody made during the run, or a seeded one that people have joined or left. */
interface LiveGroup extends GroupFacts {
  readonly domain: string
  /** Number of the one who administers it. */
  readonly founder: number
  readonly members: Set<number>
}

/** Group numbers from here on belong to groups that were made during the run. */
const MADE_FROM = 1_000_000

/** The groups of all companies: seeded ones are numbers and cost nothing until somebody joins or leaves. */
export class GroupBook {
  readonly #population: number
  readonly #live = new Map<number, LiveGroup>()
  /** Groups of those who joined or left one; everybody else is where the seed puts them. */
  readonly #groupsOf = new Map<number, readonly number[]>()
  #made = 0

  constructor(population: number) {
    this.#population = population
  }

  /** The groups that a user is in. */
  of(user: number): readonly number[] {
    const known = this.#groupsOf.get(user)
    if (known) return known
    const seeded = seededGroupOf(user, this.#population)
    return seeded === undefined ? NONE : [seeded]
  }

  /** The group of a company that an id names; undefined when there is none. */
  find(id: string, domain: string): number | undefined {
    const group = groupNumber(id)
    return group !== undefined && this.#domain(group) === domain ? group : undefined
  }

  facts(group: number): GroupFacts {
    return this.#live.get(group) ?? seededFacts(group)
  }

  members(group: number): readonly number[] {
    const live = this.#live.get(group)
    return live ? [...live.members] : seededMembers(group, this.#population)
  }

  isMember(group: number, user: number): boolean {
    return this.of(user).includes(group)
  }

  isAdministrator(group: number, user: number): boolean {
    const founder = this.#live.get(group)?.founder ?? seededMembers(group, this.#population)[0]
    return founder === user
  }

  /** A new group with its founder as the only member; gives its number. */
  create(founder: number, domain: string, facts: GroupFacts): number {
    const group = MADE_FROM + this.#made++
    this.#live.set(group, { ...facts, domain, founder, members: new Set() })
    this.join(group, founder)
    return group
  }

  /** What stores that are real tell of a group; the rest stays as it was. */
  learn(group: number, told: Partial<Omit<LiveGroup, 'domain'>>): void {
    const known = this.#touched(group)
    if (known) this.#live.set(group, { ...known, ...told })
  }

  /** What they tell of the groups that somebody is in. */
  learnList(user: number, groups: readonly number[]): void {
    this.#groupsOf.set(user, groups)
  }

  join(group: number, user: number): void {
    this.#touched(group)?.members.add(user)
    this.#groupsOf.set(user, [...this.of(user).filter((one) => one !== group), group])
  }

  leave(group: number, user: number): void {
    this.#touched(group)?.members.delete(user)
    this.#groupsOf.set(
      user,
      this.of(user).filter((one) => one !== group),
    )
  }

  /** The first groups of a company whose names begin so, in lower case. */
  withPrefix(domain: string, prefix: string, most: number): number[] {
    const found: number[] = []
    const isFound = (group: number): boolean => this.facts(group).name.toLowerCase().startsWith(prefix)
    const seeded = domain === DOMAIN && mayBeSeeded(prefix) ? seededGroups(this.#population) : 0
    for (let group = 0; group < seeded && found.length < most; group++) if (isFound(group)) found.push(group)
    for (let group = MADE_FROM; group < MADE_FROM + this.#made && found.length < most; group++)
      if (this.#domain(group) === domain && isFound(group)) found.push(group)
    return found
  }

  #domain(group: number): string | undefined {
    return this.#live.get(group)?.domain ?? (group < seededGroups(this.#population) ? DOMAIN : undefined)
  }

  // A seeded group is kept from the moment that it is no longer what the seed says.
  #touched(group: number): LiveGroup | undefined {
    const live = this.#live.get(group)
    if (live || group >= MADE_FROM) return live
    const members = seededMembers(group, this.#population)
    const kept = { ...seededFacts(group), domain: DOMAIN, founder: members[0] ?? -1, members: new Set(members) }
    this.#live.set(group, kept)
    return kept
  }
}

const NONE: readonly number[] = []

const seededFacts = (group: number): GroupFacts => {
  const name = seededGroupName(group)
  return { name, description: `Everything about ${name}`, isPublic: true }
}

// Every key-up of every user asks: most words are told apart from `team 1` without looking at a group.
const mayBeSeeded = (prefix: string): boolean => {
  const [stem] = seededGroupName(0).split('0')
  return stem !== undefined && (stem.startsWith(prefix) || prefix.startsWith(stem))
}
