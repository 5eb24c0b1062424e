import * as routes from '../../../src/tatami/routes.js'
import type { AskApplication, Told } from './asked-application.js'

/** What one call was answered with, by a name that says which. */
export type CallTold = readonly [call: string, told: Told]

/** Every call of the application once, and again where it is another matter then, as one person makes them. */
export const eachCall = async (ask: AskApplication): Promise<readonly CallTold[]> => {
  const all: CallTold[] = []
  const call = async (name: string, ...asked: Parameters<AskApplication>): Promise<string> => {
    const told = await ask(...asked)
    all.push([name, told])
    return told.text
  }
  const get = (name: string, path: string) => call(name, 'GET', path)
  await call('login', 'POST', routes.AUTHENTICATION, 'j_username=user7%40bank.example&j_password=tatami')
  await readAll(get)
  await changeStatuses(call)
  await changePeople(call)
  return all
}

type Call = (name: string, ...asked: Parameters<AskApplication>) => Promise<string>

const readAll = async (get: (name: string, path: string) => Promise<string>): Promise<void> => {
  const { REST, HOME_TIMELINE } = routes
  await get('home page', `${routes.HOME_PAGE}home`)
  await get('user', routes.user('user8'))
  await get('own profile', `${REST}account/profile`)
  await get('friends', `${routes.user('user8')}/friends`)
  await get('followers', `${routes.user('user8')}/followers`)
  await get('suggestions', routes.SUGGESTIONS)
  await get('tags', routes.POPULAR_TAGS)
  await get('tags again', routes.POPULAR_TAGS)
  await get('tag', routes.tag('green'))
  await get('groups', routes.GROUPS)
  const page = idsIn(await get('time-line', HOME_TIMELINE))
  const [newest = '', oldest = ''] = [page[0], page.at(-1)]
  await get('poll', routes.homeTimeline(newest))
  await get('poll for one', `${HOME_TIMELINE}?start=${oldest}&count=1`)
  await get('poll for five', `${HOME_TIMELINE}?start=${oldest}&count=5`)
  await get('older', routes.olderInHomeTimeline(oldest))
  await get('mentions', `${REST}mentions`)
  await get('favourites', `${REST}favorites`)
  await get('user line', routes.userTimeline('user11'))
  await get('tag line', routes.tagTimeline('green'))
  await get('status', routes.status(newest))
  await get('details', routes.statusDetails(newest))
  await get('search of people', `${REST}search/all?q=user399`)
  await get('search of people again', `${REST}search/all?q=user399`)
  await get('search of statuses', `${REST}search/status?q=zeppelin`)
}

const changeStatuses = async (call: Call): Promise<void> => {
  const { HOME_TIMELINE, REST, STATUSES } = routes
  const latest = async () => idsIn(await call('time-line after', 'GET', HOME_TIMELINE))[0] ?? ''
  await call('post', 'POST', STATUSES, { content: 'to all' })
  await call('post with tag and mention', 'POST', STATUSES, { content: 'for @user21 and @user22 on #green and #sport' })
  await call('private post', 'POST', STATUSES, { content: 'for @user23', statusPrivate: true })
  const id = await latest()
  await call('favourite', 'PATCH', routes.status(id), { favorite: true })
  await call('favourites with one', 'GET', `${REST}favorites`)
  await call('share', 'PATCH', routes.status(id), { shared: true })
  await call('favourites after a share', 'GET', `${REST}favorites`)
  await call('no favourite', 'PATCH', routes.status(id), { favorite: false })
  await call('favourites with none', 'GET', `${REST}favorites`)
  await call('reply', 'POST', STATUSES, { content: 'an answer', replyTo: id })
  await call('details of a discussion', 'GET', routes.statusDetails(id))
  const own = await latest()
  await call('delete', 'DELETE', routes.status(own))
  await call('details of what is gone', 'GET', routes.statusDetails(own))
}

const changePeople = async (call: Call): Promise<void> => {
  await call('follow', 'PATCH', routes.user('user30'), { friendShip: true, friend: true })
  await call('user after', 'GET', routes.user('user30'))
  await call('unfollow', 'PATCH', routes.user('user30'), { friendShip: true, friend: false })
  await call('new group', 'POST', routes.GROUPS, { name: 'aviators', description: 'd', publicGroup: true })
  const [group = ''] = [
    ...(await call('groups with one more', 'GET', routes.GROUPS)).matchAll(/"groupId":"([^"]+)/g),
  ].map(([, id]) => id ?? '')
  await call('one group', 'GET', routes.group(group))
  await call('post to the group', 'POST', routes.STATUSES, { content: 'lift off', groupId: group })
  await call('line of the group', 'GET', routes.groupTimeline(group))
  await call('join', 'PUT', routes.groupMember(group, 'user31'), {})
  await call('members', 'GET', routes.groupMembers(group))
  await call('leave', 'DELETE', routes.groupMember(group, 'user31'))
  await call('groups after', 'GET', routes.GROUPS)
  await call('registration', 'POST', routes.REGISTER_AUTOMATIC, 'email=new%40bank.example&password=p')
  await call('registration again', 'POST', routes.REGISTER_AUTOMATIC, 'email=new%40bank.example&password=p')
  await call('registration of one known', 'POST', routes.REGISTER_AUTOMATIC, 'email=user40%40bank.example&password=p')
  await call('user after it', 'GET', routes.user('user40'))
}

const idsIn = (page: string): readonly string[] =>
  [...page.matchAll(/"timelineId":"([^"]+)/g)].map(([, id]) => id ?? '')
