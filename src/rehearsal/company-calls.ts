import { DOMAIN, KNOWN_TAGS } from '../tatami/population.js'
import type { GroupShape, TagShape } from '../tatami/shapes.js'
import { EMPTY, EMPTY_LIST, json } from './app-reply.js'
import { groupId, groupMembers, groupName, groupNumber, groupOf } from './groups.js'
import type { Handler, ServedCall } from './served-call.js'
import { userShape } from './status-json.js'

const POPULAR = 8

export const groups: Handler = (call) => {
  const { work, state, user } = call
  work.kind = 'groups'
  const { population } = state.network.graph
  const group = groupOf(user, population)
  work.operations(state.caches.groups(user, group, population))
  return group === undefined ? EMPTY_LIST : json(JSON.stringify([groupShape(group, call)]))
}

export const oneGroup: Handler = (call) => {
  const group = namedGroup(call)
  return group === undefined ? EMPTY : json(JSON.stringify(groupShape(group, call)))
}

export const members: Handler = (call) => {
  const group = namedGroup(call)
  if (group === undefined) return EMPTY_LIST
  const { network } = call.state
  const list = groupMembers(group, network.graph.population).map((user, i) => {
    const { login, avatar, username, firstName, lastName } = userShape(user, call.user, network)
    return { login, avatar, username, firstName, lastName, role: i === 0 ? 'ADMIN' : 'MEMBER', isMember: true }
  })
  return json(JSON.stringify(list))
}

export const tags: Handler = (call) => {
  const { work, state, user, nowUs } = call
  work.kind = 'tags'
  const domain = state.network.directory.domain(user)
  work.operations(1 + state.caches.popularTags(domain, nowUs))
  if (domain !== DOMAIN) return EMPTY_LIST
  return json(JSON.stringify(KNOWN_TAGS.slice(0, POPULAR).map((name, i) => tagShape(name, i % 2 === 0))))
}

export const oneTag: Handler = (call) => {
  call.work.kind = 'tags'
  call.work.operations(1)
  return json(JSON.stringify(tagShape(call.params[0] ?? '', false)))
}

/** A tag as someone sees it who does not follow it. */
export const tagShape = (name: string, trendingUp: boolean): TagShape => ({ name, followed: false, trendingUp })

/** A group as the caller sees it. */
export const groupShape = (group: number, { user, state }: ServedCall): GroupShape => {
  const { population } = state.network.graph
  const member = groupOf(user, population) === group
  return {
    groupId: groupId(group),
    publicGroup: true,
    archivedGroup: false,
    name: groupName(group),
    description: `Everything about ${groupName(group)}`,
    counter: groupMembers(group, population).length,
    member,
    administrator: member && user === groupMembers(group, population)[0],
  }
}

const namedGroup = (call: ServedCall): number | undefined => {
  const { caches, network } = call.state
  call.work.kind = 'groups'
  const group = groupNumber(call.params[0] ?? '', network.graph.population)
  if (group !== undefined) call.work.operations(caches.group(group, network.graph.population))
  return group
}
