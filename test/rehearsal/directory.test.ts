import { describe, expect, it } from 'vitest'
import { Directory } from '../../src/rehearsal/directory.js'

describe('Directory', () => {
  it.each([
    ['user0@bank.example', 0],
    ['USER159999@Bank.Example', 159_999],
    ['user07@bank.example', undefined],
    ['user7@other.example', undefined],
    ['user7', undefined],
    ['', undefined],
  ])('knows %s', (login, number) => {
    expect(new Directory('tatami').number(login)).toBe(number)
  })

  it('keeps companies apart', () => {
    const directory = new Directory('tatami')
    directory.register('ann@other.example', 'secret')
    const ann = directory.number('ann@other.example') ?? -1
    expect([directory.neighbour('user5', ann), directory.neighbour('ann', ann), directory.neighbour('ann', 5)]).toEqual(
      [undefined, ann, undefined],
    )
    expect([directory.username(ann), directory.domain(ann), directory.firstName(ann)]).toEqual([
      'ann',
      'other.example',
      '',
    ])
  })

  it('leaves who is known as they are', () => {
    const directory = new Directory('tatami')
    directory.register('user5@bank.example', 'mine')
    directory.register('ann@other.example', 'first')
    directory.register('Ann@other.example', 'second')
    const ann = directory.number('ann@other.example') ?? -1
    expect(directory.password(5)).toBe('tatami')
    expect(directory.password(ann)).toBe('first')
  })
})
