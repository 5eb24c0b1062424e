import type { Draft } from './draft.js'

/** What people write; shared by all users of a process. */
export interface Texts {
  readonly bodies: readonly string[]
  /** Put behind every post as `#tag`, so that a run's posts can be found again. */
  readonly runTag?: string
}

/** Characters that Tatami's editor takes. */
export const LONGEST_POST = 750

/** The texts of a profile, or a pool of generated ones; what generates them is loaded only for these. */
export const bodiesFrom = async (own: readonly string[]): Promise<readonly string[]> =>
  written(own) ?? (await import('./generated-texts.js')).generatedTexts()

// Tatami refuses an empty post.
const written = (own: readonly string[]): readonly string[] | undefined => {
  const bodies = own.filter((text) => text.trim() !== '')
  return bodies.length > 0 ? bodies : undefined
}

/** A post's content: the draft's text with its tags, and whom it is addressed to; never longer than the editor allows. */
export const compose = ({ bodies, runTag }: Texts, { text, tag }: Draft, to?: string): string => {
  const body = bodies[Math.floor(text * bodies.length)] ?? ''
  const before = to === undefined ? '' : `@${to} `
  const after = [tag, runTag].map((name) => (name === undefined ? '' : ` #${name}`)).join('')
  return `${before}${cut(body, LONGEST_POST - before.length - after.length)}${after}`.trim()
}

// Never through the middle of a character that is two units long: half a character does not come back as it was sent.
const cut = (text: string, length: number): string => {
  const end = Math.max(0, length)
  const isHalf = /[\ud800-\udbff]/.test(text.charAt(end - 1))
  return text.slice(0, isHalf ? end - 1 : end)
}
