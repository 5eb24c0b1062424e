import type { Beat } from '../../src/fleet/messages.js'

/** What a shard says a second after the start, of users who are all still there. */
export const beat = (arrived: number): Beat => ({
  runUs: 1_000_000,
  arrived,
  active: arrived,
  loggedIn: arrived,
  openConnections: arrived,
  fullHandshakes: 0,
  resumedHandshakes: 0,
  cpuUs: 1,
  rssBytes: 1,
  loop: { activeUs: 1, overUs: 1, longestDelayUs: 1 },
})
