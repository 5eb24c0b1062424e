// What a poll costs the application nodes, and nothing else: their process alone, as the rehearsal starts it, with users who are
// logged in and ask over kept-alive connections as nginx would, at one rate. In turns with it, at the same rate and over as many
// connections: a bare node:http and a bare node:net server that answer the same bytes.
import { setTimeout as sleep } from 'node:timers/promises'
import { ACCOUNT_PATTERN, PASSWORD } from '../../dist/tatami/population.js'
import { AUTHENTICATION, homeTimeline, STATUSES } from '../../dist/tatami/routes.js'
import { median } from '../http/nginx.mjs'
import { startBare, startNodes } from './poll-servers.mjs'
import { usageOf } from './processes.mjs'

// The event's: a post an hour from each user, a poll every 20 s.
const POLLS_A_POST = 180
const ROUNDS = 3
const WARM_UP_MS = 2_000

/** CPU microseconds a poll of each server, and of the application nodes with the event's posts among the polls: medians of three rounds. */
export const pollCosts = async ({ users, perSec, seconds }) => {
  const servers = { product: await startNodes(users), http: await startBare('http'), net: await startBare('net') }
  try {
    const people = await loggedIn(servers.product, users)
    const drives = {
      'nodes us a poll': () => drive(servers.product, people, { perSec, seconds }),
      'nodes us a poll, posts included': () => drive(servers.product, people, { perSec, seconds, withPosts: true }),
      'bare node:http us': () => drive(servers.http, people, { perSec, seconds }),
      'bare node:net us': () => drive(servers.net, people, { perSec, seconds }),
    }
    const runs = Object.fromEntries(Object.keys(drives).map((name) => [name, []]))
    for (let round = 0; round < ROUNDS; round++)
      for (const [name, measure] of Object.entries(drives)) runs[name].push(await measure())
    const all = Object.values(runs).flat()
    const costs = Object.fromEntries(Object.entries(runs).map(([name, inTurn]) => [name, cpuUsOf(inTurn)]))
    return {
      ...costs,
      'nodes, times bare node:http': Number((costs['nodes us a poll'] / costs['bare node:http us']).toFixed(2)),
      'polls alone, sent of due %': Number(((Math.min(...all.map((run) => run.perSec)) / perSec) * 100).toFixed(1)),
      'polls failed, alone': all.reduce((sum, { failed }) => sum + failed, 0),
      'polls that brought something %': Math.round(
        median(runs['nodes us a poll, posts included'].map((run) => run.news)),
      ),
    }
  } finally {
    for (const server of Object.values(servers)) await server.stop()
  }
}

const cpuUsOf = (runs) => Number(median(runs.map(({ cpuUs }) => cpuUs)).toFixed(1))

const AT_ONCE = 100

const loggedIn = async (server, users) => {
  const people = Array.from({ length: users }, (_, i) => ({ name: ACCOUNT_PATTERN.replace('{n}', String(i)) }))
  for (let i = 0; i < users; i += AT_ONCE)
    await Promise.all(people.slice(i, i + AT_ONCE).map((person) => logIn(server, person)))
  return people
}

const logIn = async (server, person) => {
  const body = new URLSearchParams({ j_username: person.name, j_password: PASSWORD }).toString()
  const type = 'application/x-www-form-urlencoded'
  const { status } = await server.ask(person, { method: 'POST', path: AUTHENTICATION, type, body })
  // The first page of the time-line, from which polls go on.
  if (status !== 302 || !(await poll(server, person)).ok) throw new Error(`${person.name} could not log in: ${status}`)
}

const poll = async (server, person) => {
  const path = homeTimeline(person.newest)
  const { status, body } = await server.ask(person, {
    method: 'GET',
    path: `${path}${path.includes('?') ? '&' : '?'}_=1416000000000`,
  })
  if (status === 200 && body !== '[]') person.newest = JSON.parse(body)[0].timelineId
  return { ok: status === 200, hasNews: body !== '[]' }
}

const post = async (server, person) => {
  const content = 'What a poll costs shows only with something to poll for #launch'
  const fields = { groupId: '', attachmentIds: [], geoLocalization: '', content, replyTo: '', statusPrivate: false }
  const type = 'application/json'
  const { status } = await server.ask(person, { method: 'POST', path: STATUSES, type, body: JSON.stringify(fields) })
  return { ok: status === 200, hasNews: false }
}

// Open loop: what is due goes out each millisecond, to one user after the other, whatever became of the requests before.
const drive = async (server, people, { perSec, seconds, withPosts = false }) => {
  const tally = { done: 0, failed: 0, news: 0 }
  const note = ({ ok, hasNews }) => {
    tally.done++
    if (!ok) tally.failed++
    if (hasNews) tally.news++
  }
  const failed = () => note({ ok: false, hasNews: false })
  const startMs = performance.now()
  let sent = 0
  const sendDue = () => {
    for (const due = ((performance.now() - startMs) / 1_000) * perSec; sent < due; sent++) {
      const person = people[sent % people.length]
      const isPost = withPosts && sent % POLLS_A_POST === 0
      ;(isPost ? post : poll)(server, person).then(note, failed)
    }
  }
  const timer = setInterval(sendDue, 1)
  await sleep(WARM_UP_MS)
  const [before, cpuBefore, fromMs] = [{ ...tally }, usageOf([server.pid]).cpuS, performance.now()]
  await sleep(seconds * 1_000)
  const done = tally.done - before.done
  const cost = {
    cpuUs: ((usageOf([server.pid]).cpuS - cpuBefore) / done) * 1e6,
    perSec: (done / (performance.now() - fromMs)) * 1_000,
    news: ((tally.news - before.news) / done) * 100,
  }
  clearInterval(timer)
  while (tally.done < sent) await sleep(10)
  return { ...cost, failed: tally.failed }
}
