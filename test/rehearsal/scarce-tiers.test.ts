import { expect, test } from 'vitest'
import { ClusterCaches } from '../../src/rehearsal/caches.js'
import { DEFAULT_MODEL, stackModelOf } from '../../src/rehearsal/stack-model.js'

test('a scarce store serves so many operations at once, each as long as said, and no other tier changes', () => {
  const model = stackModelOf(['cassandra=2x5ms'])
  expect(model.cassandra).toEqual({ servers: 2, serviceUs: 5_000 })
  expect({ ...model, cassandra: DEFAULT_MODEL.cassandra }).toEqual(DEFAULT_MODEL)
})

test('a scarce Jetty takes as long for a poll as said, and for the other calls in proportion', () => {
  const { jetty } = stackModelOf(['jetty=1x2ms'])
  expect(jetty).toMatchObject({ cores: 1, threads: DEFAULT_MODEL.jetty.threads })
  expect([jetty.serviceUs.poll, jetty.serviceUs.timeline]).toEqual([2_000, 20_000])
})

test('a scarce nginx is finite, which it is not otherwise', () => {
  expect(stackModelOf(['nginx=4x1ms']).nginx).toEqual({ slots: 4, serviceUs: 1_000, isFinite: true })
  expect(stackModelOf().nginx.isFinite).toBeUndefined()
})

test('warm caches know everybody from the start, cold ones nobody', () => {
  const [warm, cold] = [ClusterCaches.warm(100, 0), new ClusterCaches()]
  const reads = (caches: ClusterCaches, user: number): number => caches.user(user) + caches.friends(user)
  expect([reads(warm, 99), reads(cold, 99)]).toEqual([0, 5])
  expect(reads(warm, 1_000)).toBe(5)
})

test('warm suggestions expire by and by, and not all at once', () => {
  const halfUs = 900_000_000
  const warm = ClusterCaches.warm(1_000, 0)
  const expired = Array.from({ length: 1_000 }, (_, user) => warm.suggestions(user, [], halfUs)).filter(
    (reads) => reads > 0,
  )
  expect(expired.length).toBeGreaterThan(480)
  expect(expired.length).toBeLessThan(520)
})
