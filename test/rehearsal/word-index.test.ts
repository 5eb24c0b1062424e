import { describe, expect, it } from 'vitest'
import type { Post } from '../../src/rehearsal/post.js'
import { WordIndex, wordsOf } from '../../src/rehearsal/word-index.js'

const post = (content: string, timeUs = 0): Post => {
  return { kind: 'live', id: content, timeUs, author: 1, content, private: false, cached: false }
}

describe('WordIndex', () => {
  it('finds a post by each of its words once the index is refreshed', () => {
    const index = new WordIndex(1_000)
    const made = post('Été, the #budget of été!')
    index.add(made, 500)
    expect(index.find('budget', 1_499)).toEqual([])
    for (const word of ['été', 'the', 'budget']) expect(index.find(word, 1_500)).toEqual([made])
    expect(index.find('nothing', 1_500)).toEqual([])
  })

  it('keeps the newest 20 of a word, newest first', () => {
    const index = new WordIndex(0)
    const posts = Array.from({ length: 100 }, (_, i) => post(`budget ${i}`, i))
    for (const one of posts) index.add(one, one.timeUs)
    expect(index.find('budget', 100)).toEqual(posts.slice(80).reverse())
  })

  it('does not find what was deleted', () => {
    const index = new WordIndex(0)
    const made = post('budget')
    index.add(made, 0)
    made.deleted = true
    expect(index.find('budget', 0)).toEqual([])
  })
})

describe('wordsOf', () => {
  it.each([
    ['', []],
    ['a bc Def', ['def']],
    ['#launch @user12!', ['launch', 'user12']],
  ])('takes "%s" apart', (text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })
})
