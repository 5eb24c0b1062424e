import { KNOWN_TAGS, KNOWN_WORDS } from '../tatami/population.js'
import { mix } from './mixing.js'
import type { Post } from './post.js'
import { markOf, timeOf, timeUuid } from './time-uuid.js'

/** Each seeded author wrote one post in each slot; slot 0 is the newest. */
export const SLOTS = 100
const SLOT_US = 37 * 60 * 1_000_000
const SEEDED_CLOCK = 'a5ed'

/** Posts that exist before the run: computed when they are looked at, never stored. */
export interface SeededPosts {
  post(author: number, slot: number): Post
  /** When that post was written: cheaper than the post. */
  timeUs(author: number, slot: number): number
  /** The post an id names, if it is a seeded one. */
  find(id: string): Post | undefined
  /** The slot in which a moment lies; negative when it is newer than all seeded posts. */
  slotAt(atUs: number): number
  /** The author whose post in that slot has the word, if there is one. */
  authorOfWord(word: number, slot: number): number | undefined
  authorOfTag(tag: number, slot: number): number | undefined
}

/** The posts of the first `population` users, the newest a little before `newestUs`, microseconds since 1970. */
export const seededPosts = (seed: number, population: number, newestUs: number): SeededPosts => {
  const timeUs = (author: number, slot: number) => newestUs - slot * SLOT_US - (mix(seed, author, slot) % SLOT_US)
  const post = (author: number, slot: number): Post => {
    const writtenUs = timeUs(author, slot)
    const id = timeUuid(writtenUs, SEEDED_CLOCK, author * 0x1_0000 + slot)
    return { kind: 'seeded', id, timeUs: writtenUs, author, content: text(author, slot), private: false, cached: false }
  }
  return {
    post,
    timeUs,
    find: (id) => {
      if (timeOf(id) === undefined) return undefined
      const { clock, node } = markOf(id)
      const author = Math.floor(node / 0x1_0000)
      if (clock !== SEEDED_CLOCK || author >= population || node % 0x1_0000 >= SLOTS) return undefined
      return post(author, node % 0x1_0000)
    },
    slotAt: (atUs) => Math.floor((newestUs - atUs) / SLOT_US),
    authorOfWord: (word, slot) => candidate(seed, word, WORD_STRIDE * slot, KNOWN_WORDS.length, population, slot),
    authorOfTag: (tag, slot) => candidate(seed, tag, TAG_STRIDE * slot, KNOWN_TAGS.length, population, slot),
  }
}

/** The seeded post's place in the caches' bitmap of statuses. */
export const seededStatusKey = (post: Post): number => post.author * SLOTS + (markOf(post.id).node % 0x1_0000)

// Word and tag of a post are linear in author and slot, so that lines of a tag and search results need no index.
const WORD_STRIDE = 11
const TAG_STRIDE = 7
const SENTENCES: readonly string[] = [
  'notes are on the wall for everyone who asked yesterday.',
  'news from our team, please read before Friday and tell us what is missing.',
  'questions? Ask here, we answer the same day.',
  'is done, thanks to all who helped this week.',
  'slides and figures follow tomorrow, a short version is ready now.',
]

const text = (author: number, slot: number): string => {
  const word = entry(KNOWN_WORDS, author + WORD_STRIDE * slot)
  const tag = entry(KNOWN_TAGS, author + TAG_STRIDE * slot)
  return `${word.charAt(0).toUpperCase()}${word.slice(1)} ${entry(SENTENCES, author * 3 + slot)} #${tag}`
}

const entry = (list: readonly string[], index: number): string => list[index % list.length] ?? ''

const candidate = (seed: number, index: number, shift: number, size: number, population: number, slot: number) => {
  const residue = (((index - shift) % size) + size) % size
  const choices = Math.floor((population - residue - 1) / size) + 1
  return choices > 0 ? residue + size * (mix(seed, index, slot) % choices) : undefined
}
