import { expect, test } from 'vitest'
import { resolved } from '../../profile/resolving.js'
import { sceneOf } from '../rehearsal-scene.js'
import { simulate } from './simulate.js'

// What docs/capacity.md offers to try out.
const profile = {
  ...resolved(),
  seed: 1,
  rehearsal: {
    ...{ nginx: 1, jetty: 1, cassandra: 1, elasticsearch: 1, plain: true, faults: [], warmCaches: true },
    scarce: ['cassandra=1x5ms'],
  },
}

test.each([
  [1_500, true],
  [1_660, false],
])('with Cassandra at one slot of 5 ms, %d people are served within 200 ms: %s', (users, isHeld) => {
  const scene = { ...sceneOf(profile), measureSec: 300 }
  const polls = simulate({ ...scene, users }).byKind.get('timeline/poll')
  expect((polls?.quantile(0.99) ?? 1) < 0.2).toBe(isHeld)
})
