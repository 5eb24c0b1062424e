import { describe, expect, it } from 'vitest'
import type { ClusterState } from '../../../src/rehearsal/served-call.js'
import { ModelStores } from '../../../src/rehearsal/stores/model-stores.js'
import { RealStores } from '../../../src/rehearsal/stores/real-stores.js'
import { CQL, lineInsert } from '../../../src/rehearsal/stores/schema.js'
import { seedStores } from '../../../src/rehearsal/stores/seed-stores.js'
import {
  AUTHENTICATION,
  GROUPS,
  HOME_TIMELINE,
  REGISTER_AUTOMATIC,
  REST,
  status,
  user,
} from '../../../src/tatami/routes.js'
import { type AskApplication, applicationOn, companyOf } from './asked-application.js'
import { type CallTold, eachCall } from './each-call.js'
import { memoryCassandra } from './memory-cassandra.js'
import { memorySearch } from './memory-search.js'

const POPULATION = 400

/** The application on the stores that are real, but for the servers behind them. */
const onStores = async (state: ClusterState = companyOf(POPULATION)) => {
  const [cassandra, search] = [memoryCassandra(), memorySearch()]
  await seedStores(cassandra, search, state.network, 1, () => undefined)
  const stores = new RealStores(cassandra, search, state)
  return { cassandra, search, ask: applicationOn(state, () => stores) }
}

const login = (ask: AskApplication, login = 'user7@bank.example') =>
  ask('POST', AUTHENTICATION, `j_username=${encodeURIComponent(login)}&j_password=tatami`)

const countsOf = (all: readonly CallTold[]) =>
  all.map(([call, { status, cassandra, elasticsearch }]) => `${call}: ${status}, ${cassandra} and ${elasticsearch}`)

describe('RealStores', () => {
  it('take as many operations for each call as those of the model are counted with', async () => {
    const state = companyOf(POPULATION)
    const modelled = await eachCall(applicationOn(state, (work) => new ModelStores(work, state)))
    const { ask } = await onStores()
    const asked = await eachCall(ask)
    expect(countsOf(asked)).toEqual(countsOf(modelled))
    expect(asked.filter(([, { status }]) => status >= 400)).toEqual([])
  })

  it('bring as many statuses as those of the model, whatever page is asked for', async () => {
    const state = companyOf(POPULATION)
    const { ask } = await onStores()
    const both = [applicationOn(state, (work) => new ModelStores(work, state)), ask]
    const pages = await Promise.all(
      both.map(async (one) => {
        await login(one)
        const idsOf = async (query = '') =>
          [...(await one('GET', HOME_TIMELINE + query)).text.matchAll(/"timelineId":"([^"]+)/g)].map(([, id]) => id)
        const first = await idsOf()
        const queries = [
          `?start=${first[9]}`,
          `?start=${first[9]}&count=1`,
          `?start=${first[9]}&count=2`,
          `?finish=${first[9]}&count=1`,
          `?finish=${first[9]}&count=3`,
        ]
        return [first, ...(await Promise.all(queries.map(idsOf)))]
      }),
    )
    expect(pages[1]).toEqual(pages[0])
    expect(pages[1]?.map((page) => page.length)).toEqual([20, 9, 0, 1, 0, 2])
  })

  it('leave the names of who registers again as they are', async () => {
    const { ask, cassandra, search } = await onStores()
    const before = await cassandra.read(CQL.user, [40])
    await ask('POST', REGISTER_AUTOMATIC, 'email=user40%40bank.example&password=other')
    expect(await cassandra.read(CQL.user, [40])).toEqual(before)
    expect(before[0]).toMatchObject({ first_name: expect.stringMatching(/^[A-Z]/) })
    expect(await search.users('bank.example', String(before[0]?.['last_name']).toLowerCase())).not.toEqual([])
  })

  it('mark no favourite by a share, nor by what says nothing of one', async () => {
    const { ask, cassandra } = await onStores()
    await login(ask)
    const [, id = ''] = /"timelineId":"([^"]+)/.exec((await ask('GET', HOME_TIMELINE)).text) ?? []
    for (const body of [{ shared: true }, { announced: true }, {}]) await ask('PATCH', status(id), body)
    expect(await cassandra.read(CQL.favourites, ['7'])).toEqual([])
    await ask('PATCH', status(id), { favorite: true })
    expect(await cassandra.read(CQL.favourites, ['7'])).toHaveLength(1)
  })

  it('tell what Cassandra has of favourites and groups, whoever wrote it', async () => {
    const state = companyOf(POPULATION)
    const { ask, cassandra } = await onStores(state)
    await cassandra.write(lineInsert('favline'), ['7', state.network.seeded.post(11, 3).id])
    await cassandra.write(CQL.newGroup, [0, 'renamed', 'by others', true, 7])
    await cassandra.write(CQL.newGroupMember, [0, 399])
    await login(ask)
    expect(JSON.parse((await ask('GET', `${REST}favorites`)).text)).toMatchObject([
      { username: 'user11', favorite: true },
    ])
    expect(JSON.parse((await ask('GET', GROUPS)).text)).toMatchObject([
      { name: 'renamed', description: 'by others', counter: 51, administrator: true },
    ])
  })

  it('let in by the password that Cassandra has, and tell who follows whom from there', async () => {
    const state = companyOf(POPULATION)
    const { ask, cassandra } = await onStores(state)
    const friend = state.network.graph.friends(7)[0] ?? 0
    await cassandra.write(CQL.newUser, [7, 'user7@bank.example', 'changed', 'Maria', 'Novak'])
    await cassandra.write(CQL.noFriend, [7, friend])
    const enter = (password: string) =>
      ask('POST', AUTHENTICATION, `j_username=user7%40bank.example&j_password=${password}`)
    expect((await enter('tatami')).status).toBe(302)
    expect((await ask('GET', HOME_TIMELINE)).status).toBe(302)
    await enter('changed')
    expect((await ask('GET', HOME_TIMELINE)).status).toBe(200)
    expect(JSON.parse((await ask('GET', user(`user${friend}`))).text)).toMatchObject({ friend: false })
    await ask('PATCH', user(`user${friend}`), { friendShip: true, friend: true })
    expect(JSON.parse((await ask('GET', user(`user${friend}`))).text)).toMatchObject({ friend: true })
  })

  it('know the names of who is found', async () => {
    const { ask } = await onStores()
    await login(ask)
    const { users } = JSON.parse((await ask('GET', `${REST}search/all?q=user399`)).text)
    expect(users).toMatchObject([{ username: 'user399' }])
    expect(JSON.parse((await ask('GET', user('user399'))).text)).toMatchObject({ firstName: users[0].firstName })
  })
})
