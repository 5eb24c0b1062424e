import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { lastLines } from '../../src/servers/last-lines.js'

const folder = mkdtempSync(join(tmpdir(), 'tatami-load-last-lines-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const path = join(folder, 'log')

describe('lastLines', () => {
  it.each([
    ['', []],
    ['only\n', ['only']],
    ['a\nb\nc\nd\n', ['b', 'c', 'd']],
    ['a\n\n  b\r\n\nc', ['a', '  b', 'c']],
  ])('of %j are %j', (text, lines) => {
    writeFileSync(path, text)
    expect(lastLines(path, 3)).toEqual(lines)
  })

  it('are read off the end of a long log, and cut where they are long', () => {
    writeFileSync(path, `${'x'.repeat(100)}\n`.repeat(10_000) + 'y'.repeat(1_000))
    expect(lastLines(path, 2)).toEqual(['x'.repeat(100), 'y'.repeat(300)])
  })

  it('are none where there is no log', () => {
    expect(lastLines(join(folder, 'nothing'), 3)).toEqual([])
  })
})
