import { expect, it } from 'vitest'
import { StopFlag } from '../../src/calibrate/stop-flag.js'

const asked = () => {
  const listeners: (() => void)[] = []
  const flag = new StopFlag({ onStop: (listener) => void listeners.push(listener) })
  const ask = () => {
    for (const listener of listeners) listener()
  }
  return { flag, ask }
}

it('stops what runs, and leaves alone what is over', async () => {
  const { flag, ask } = asked()
  const heard: string[] = []
  await flag.during(async (stop) => stop.onStop(() => heard.push('first')))
  await flag.during(async (stop) => {
    stop.onStop(() => heard.push('second'))
    ask()
  })
  expect([heard, flag.isAsked]).toEqual([['second'], true])
})

it('stops at once what begins after it was asked', async () => {
  const { flag, ask } = asked()
  ask()
  const heard: string[] = []
  await flag.during(async (stop) => stop.onStop(() => heard.push('late')))
  expect(heard).toEqual(['late'])
})
