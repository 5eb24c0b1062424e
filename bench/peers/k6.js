// The event scenario for k6: log in once as Tatami's pages do, then poll the home time-line on a pace. Each VU has its own
// connections and cookies. TARGET, USERS, POLL_MS, RAMP_S, HOLD_S and SUMMARY (a file) come by -e; with OPEN=yes polls are
// arrivals at USERS / POLL_MS a second, by as many VUs as they take.

import { check, sleep } from 'k6'
import exec from 'k6/execution'
import http from 'k6/http'

const { TARGET, SUMMARY } = __ENV
const [users, pollS, rampS, holdS] = [__ENV.USERS, __ENV.POLL_MS / 1000, __ENV.RAMP_S, __ENV.HOLD_S].map(Number)
const HOME = [
  '/',
  '/tatami/',
  '/tatami/rest/users/user0',
  '/tatami/rest/groups',
  '/tatami/rest/tags?popular=true',
  '/tatami/rest/users/user0',
  '/tatami/rest/users/suggestions',
  '/tatami/rest/statuses/home_timeline',
]
const POLL = `${TARGET}/tatami/rest/statuses/home_timeline?start=fdecd5b0-0000-11e4-8000-000000000000`

const staying = {
  executor: 'ramping-vus',
  exec: 'stay',
  startVUs: 0,
  stages: [
    { duration: `${rampS}s`, target: users },
    { duration: `${holdS}s`, target: users },
  ],
  gracefulStop: '0s',
  gracefulRampDown: '0s',
}
const arriving = {
  executor: 'constant-arrival-rate',
  exec: 'poll',
  rate: users,
  timeUnit: `${pollS * 1000}ms`,
  duration: `${rampS + holdS}s`,
  preAllocatedVUs: Math.ceil((3 * users) / pollS),
}

export const options = {
  scenarios: { event: __ENV.OPEN === 'yes' ? arriving : staying },
  discardResponseBodies: true,
  noCookiesReset: true,
  maxRedirects: 0,
  summaryTrendStats: ['count', 'p(50)', 'p(95)', 'p(99)', 'max'],
  // A threshold that always holds makes k6 keep the polls' times apart.
  thresholds: { 'http_req_duration{name:poll}': ['max>=0'] },
}

const logIn = () => {
  http.get(`${TARGET}/tatami/login`)
  http.post(`${TARGET}/tatami/authentication`, { j_username: 'user0@tatami.test', j_password: 'password' })
  for (const path of HOME) http.get(TARGET + path)
}

export const poll = () => {
  if (exec.vu.iterationInScenario === 0) logIn()
  check(http.get(POLL, { tags: { name: 'poll' } }), { answered: ({ status }) => status === 200 })
}

export const stay = () => {
  const startMs = Date.now()
  poll()
  sleep(Math.max(0, pollS - (Date.now() - startMs) / 1000))
}

export const handleSummary = (data) => ({ [SUMMARY]: JSON.stringify(data) })
