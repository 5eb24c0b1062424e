import { PassThrough, Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BufferedLog } from '../../src/rehearsal/buffered-log.js'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const written = (stream: PassThrough): unknown => stream.read()?.toString() ?? ''

describe('BufferedLog', () => {
  it('writes the lines of a while together, within a second', () => {
    const stream = new PassThrough()
    const log = new BufferedLog(stream)
    for (const line of ['a', 'b']) log.write(line)
    expect(written(stream)).toBe('')
    vi.advanceTimersByTime(999)
    expect(written(stream)).toBe('a\nb\n')
    log.write('c')
    vi.advanceTimersByTime(999)
    expect(written(stream)).toBe('c\n')
  })

  it('writes what is left when it is closed', async () => {
    const stream = new PassThrough()
    const log = new BufferedLog(stream)
    log.write('a')
    await log.close()
    expect(written(stream)).toBe('a\n')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('closes although nothing can be written', async () => {
    const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error('no space left')) })
    const complaint = new Promise<Error>((resolve) => void full.on('error', resolve))
    const log = new BufferedLog(full)
    log.write('a')
    vi.advanceTimersByTime(999)
    expect((await complaint).message).toBe('no space left')
    log.write('b')
    await log.close()
  })
})
