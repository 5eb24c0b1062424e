import type { Account } from './scenario.js'
import type { SeenStatus } from './statuses.js'

/** The little a user keeps of the page that is open: a few short strings, no pages and no lists. */
export class Screen {
  readonly me: string
  /** timelineId of the newest status shown, which is its statusId too in 3.1; undefined while the list is empty. */
  newestId: string | undefined
  /** timelineId of the last status shown; undefined when there is nothing further down. */
  oldestId: string | undefined
  /** Somebody else whose post is shown. */
  author: string | undefined
  /** Somebody the platform suggests to follow. */
  suggested: string | undefined
  /** A group the person is in. */
  groupId: string | undefined
  /** A tag that is popular. */
  tag: string | undefined
  /** A word of a post that everybody can find. */
  word: string | undefined
  /** Content of an own post that no list has shown yet. */
  awaited: string | undefined
  /** Whether the browser's cache holds the files of the login page and of the home page. */
  hasLoginFiles: boolean
  hasHomeFiles: boolean
  /** False once a poll failed: 3.1's page polls no more until it is loaded again. */
  isPolling = false
  /** Run time of the next poll, microseconds; `Infinity` when the page does not poll. */
  tickUs = Number.POSITIVE_INFINITY
  /** What was sent and is not collected yet, in order. */
  readonly sent: ('own' | 'poll')[] = []

  #everyUs = Number.POSITIVE_INFINITY

  constructor({ login }: Account, coldCache: boolean) {
    // Tatami's username is what stands before the `@`; logins are lower-cased.
    this.me = (login.split('@')[0] ?? login).toLowerCase()
    this.hasLoginFiles = !coldCache
    this.hasHomeFiles = !coldCache
  }

  /** The time-line is shown: its ticks keep the phase of this moment, however late answers come. */
  startPolling(shownUs: number, everyUs = Number.POSITIVE_INFINITY): void {
    this.isPolling = true
    this.#everyUs = everyUs
    this.tickUs = shownUs + everyUs
  }

  passTick(): void {
    this.tickUs += this.#everyUs
  }

  stopPolling(): void {
    this.isPolling = false
    this.tickUs = Number.POSITIVE_INFINITY
  }

  /** A fresh list replaces what was shown. */
  showPage(statuses: readonly SeenStatus[]): void {
    this.newestId = statuses[0]?.timelineId
    this.oldestId = statuses.at(-1)?.timelineId
    this.#look(statuses)
    // The last one has been there longest, so that the search engine knows it.
    this.word = oldestWord(statuses) ?? this.word
  }

  /** A poll's answer goes on top. */
  showNewer(statuses: readonly SeenStatus[]): void {
    const newest = statuses[0]
    if (newest === undefined) return
    if (this.newestId === undefined) this.oldestId = statuses.at(-1)?.timelineId
    // The text at hand is kept where nothing new came: it has lived long, and another one would have to be moved into its place.
    if (newest.timelineId === this.newestId) return
    this.newestId = newest.timelineId
    this.#look(statuses)
  }

  /** A scroll's answer goes below; one status or none means the end of the list. */
  showOlder(statuses: readonly SeenStatus[]): void {
    this.oldestId = statuses.length > 1 ? statuses.at(-1)?.timelineId : undefined
  }

  #look(statuses: readonly SeenStatus[]): void {
    this.author = statuses.find(({ username }) => username !== this.me)?.username ?? this.author
    const { awaited } = this
    if (awaited !== undefined && statuses.some((one) => one.username === this.me && one.content === awaited))
      this.awaited = undefined
  }
}

// Long enough to mean something to a search engine, and neither a tag nor a mention.
const WORD = /(?<![#@\p{L}\d_])[a-z]{4,12}(?![\p{L}\d_])/giu
// Elasticsearch's English stop words of that length: no index holds them.
const STOP_WORDS = new Set('into such that their then there these they this will with'.split(' '))

/** A word, lower case, by which a text that everybody may see is found; undefined when there is none. */
export const searchWord = (content: string): string | undefined => {
  const words = content.match(WORD)?.map((word) => word.toLowerCase())
  return words?.find((word) => !STOP_WORDS.has(word))
}

const oldestWord = (statuses: readonly SeenStatus[]): string | undefined => {
  for (const { statusPrivate, groupId, content } of statuses.toReversed()) {
    const word = statusPrivate || groupId !== null || content === null ? undefined : searchWord(content)
    if (word !== undefined) return word
  }
  return undefined
}
