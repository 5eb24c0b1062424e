import { expect, it } from 'vitest'
import { Ending } from '../../src/run/ending.js'

const heardOf = (steps: (ending: Ending) => void) => {
  const heard: string[] = []
  const ending = new Ending(() => 7)
  ending.onAsked(({ kind }) => heard.push(kind))
  steps(ending)
  return { heard, stop: ending.stop.kind, askedAtUs: ending.askedAtUs }
}

it('holds to the first reason', () => {
  const steps = (ending: Ending) => {
    ending.ask({ kind: 'interrupted' })
    ending.ask({ kind: 'broken', reason: 'nginx' })
  }
  expect(heardOf(steps)).toEqual({ heard: ['interrupted'], stop: 'interrupted', askedAtUs: 7 })
})

it('tells who listens later of a reason that was given already', () => {
  const heard: string[] = []
  const ending = new Ending(() => 0)
  ending.ask({ kind: 'interrupted' })
  ending.onAsked(({ kind }) => heard.push(kind))
  expect(heard).toEqual(['interrupted'])
})

it('hears nobody once it is closed', () => {
  const steps = (ending: Ending) => {
    ending.close()
    ending.ask({ kind: 'broken', reason: 'nginx' })
  }
  expect(heardOf(steps)).toEqual({ heard: [], stop: 'finished', askedAtUs: undefined })
})
