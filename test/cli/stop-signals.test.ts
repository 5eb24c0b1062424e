import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { stopOnSignals } from '../../src/cli/stop-signals.js'

const switched = () => {
  const signals = new EventEmitter()
  const onFirst = vi.fn()
  const exit = vi.fn()
  const stop = stopOnSignals(signals, onFirst, exit)
  return { signals, onFirst, exit, stop }
}

describe('stopOnSignals', () => {
  it.each(['SIGINT', 'SIGTERM'])('asks for a stop at the first %s', (signal) => {
    const { signals, onFirst, exit, stop } = switched()
    const listener = vi.fn()
    stop.onStop(listener)
    signals.emit(signal)
    expect([onFirst.mock.calls.length, listener.mock.calls.length, exit.mock.calls.length]).toEqual([1, 1, 0])
  })

  it('ends at once at the second', () => {
    const { signals, exit } = switched()
    signals.emit('SIGINT')
    signals.emit('SIGTERM')
    expect(exit).toHaveBeenCalledExactlyOnceWith(130)
  })

  it('tells a listener that comes late', () => {
    const { signals, stop } = switched()
    signals.emit('SIGINT')
    const listener = vi.fn()
    stop.onStop(listener)
    expect(listener).toHaveBeenCalledOnce()
  })

  it('lets go of the signals', () => {
    const { signals, stop } = switched()
    stop.release()
    expect(signals.listenerCount('SIGINT') + signals.listenerCount('SIGTERM')).toBe(0)
  })
})
