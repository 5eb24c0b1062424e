import type { GroupShape } from '../tatami/shapes.js'
import { type AppReply, EMPTY, EMPTY_LIST, json } from './app-reply.js'
import type { Course } from './course.js'
import type { GroupBook } from './group-book.js'
import { groupId } from './groups.js'
import { jsonObject, optionalBoolean, optionalText } from './json-body.js'
import { ClientError, type Handler, type ServedCall } from './served-call.js'
import { userShape } from './status-json.js'

const FIELDS = [
  'groupId',
  'publicGroup',
  'archivedGroup',
  'name',
  'description',
  'counter',
  'member',
  'administrator',
] as const
// The page is told by the status alone.
const FORBIDDEN: AppReply = { ...EMPTY, status: 403 }
const UNKNOWN: AppReply = { ...EMPTY, status: 404 }

/** The groups that the caller is in, by name. */
export const myGroups: Handler = function* (call) {
  const { work, stores, state, user } = call
  work.kind = 'groups'
  const book = state.network.groups
  yield* stores.groups(user)
  const shapes = book.of(user).map((group) => groupShape(group, call))
  return shapes.length === 0 ? EMPTY_LIST : json(JSON.stringify(shapes.sort((a, b) => (a.name < b.name ? -1 : 1))))
}

/** A group; 200 without a body for one that the caller may not see. */
export const oneGroup: Handler = function* (call) {
  call.work.kind = 'groups'
  const group = visibleGroup(call)
  if (group === undefined) return EMPTY
  yield* call.stores.group(group)
  return json(JSON.stringify(groupShape(group, call)))
}

/** Makes a group whose only member is the caller. The answer is what was sent: the new id is not told. */
export const createGroup: Handler = function* (call) {
  const { work, stores, state, user, request } = call
  work.kind = 'groups'
  const domain = state.network.directory.domain(user)
  const body = jsonObject(request, FIELDS)
  const name = optionalText(body, 'name') ?? ''
  if (name === '') throw new ClientError()
  const description = optionalText(body, 'description') ?? null
  const publicGroup = optionalBoolean(body, 'publicGroup') ?? false
  yield* stores.createGroup(user, domain, { name, description: description ?? '', isPublic: publicGroup })
  return json(JSON.stringify({ ...BLANK, ...Object.fromEntries(body), name, description, publicGroup }))
}

/** Who is in a group, also for who is not in it; an empty list where there is no such group. */
export const members: Handler = function* (call) {
  call.work.kind = 'groups'
  const group = namedGroup(call)
  if (group === undefined) return EMPTY_LIST
  yield* call.stores.members(group)
  const list = call.state.network.groups.members(group)
  return json(JSON.stringify(list.map((user) => memberShape(group, user, call))))
}

/** Adds somebody: whoever administers a group adds everybody else, other people only themselves to a public one. */
export const joinGroup: Handler = function* (call) {
  const change = yield* membershipChange(call, 'join')
  if ('status' in change) return change
  const { group, member } = change
  call.state.network.groups.join(group, member)
  call.state.caches.evictGroups()
  return json(JSON.stringify({ ...memberShape(group, member, call), friend: false, activated: false, you: false }))
}

/** Takes somebody out again, by the same rule. */
export const leaveGroup: Handler = function* (call) {
  const change = yield* membershipChange(call, 'leave')
  if ('status' in change) return change.status === 403 ? { ...json('false'), status: 403 } : change
  call.state.network.groups.leave(change.group, change.member)
  call.state.caches.evictGroups()
  return json('true')
}

/** A group as the caller sees it. */
export const groupShape = (group: number, { user, state }: ServedCall): GroupShape => {
  const { groups } = state.network
  const { name, description, isPublic } = groups.facts(group)
  return {
    groupId: groupId(group),
    publicGroup: isPublic,
    archivedGroup: false,
    name,
    description,
    counter: groups.members(group).length,
    member: groups.isMember(group, user),
    administrator: groups.isAdministrator(group, user),
  }
}

/** The group named by the path, unless it is not for the caller: another company's, or a private one they are not in. */
export const visibleGroup = (call: ServedCall): number | undefined => {
  const { groups } = call.state.network
  const group = namedGroup(call)
  if (group === undefined || groups.facts(group).isPublic) return group
  return groups.isMember(group, call.user) ? group : undefined
}

const BLANK = { groupId: null, archivedGroup: false, counter: 0, member: false, administrator: false }

const namedGroup = ({ state: { network }, user, params }: ServedCall): number | undefined =>
  network.groups.find(params[0] ?? '', network.directory.domain(user))

const memberShape = (group: number, user: number, { state: { network }, user: reader }: ServedCall) => {
  const { login, avatar, username, firstName, lastName, friend, activated, you } = userShape(user, reader, network)
  const role = network.groups.isAdministrator(group, user) ? 'ADMIN' : 'MEMBER'
  return { login, avatar, username, firstName, lastName, role, friend, activated, you, isMember: true }
}

interface Change {
  readonly group: number
  readonly member: number
}

const mayChange = ({ group, member }: Change, user: number, groups: GroupBook): boolean => {
  const isSelf = member === user
  return groups.isAdministrator(group, user) ? !isSelf : isSelf && groups.facts(group).isPublic
}

// Whom a call may add or remove: 3.1.1 lets nobody who administers a group change their own membership.
const membershipChange = function* (call: ServedCall, way: 'join' | 'leave'): Course<Change | AppReply> {
  const { work, stores, state, user, params } = call
  const { groups, directory } = state.network
  work.kind = 'groups'
  const group = namedGroup(call)
  const member = directory.neighbour(params[1] ?? '', user)
  const change = group === undefined || member === undefined ? undefined : { group, member }
  const isAllowed = change !== undefined && mayChange(change, user, groups)
  yield* stores.membership(user, isAllowed ? { ...change, way } : undefined)
  if (change === undefined) return UNKNOWN
  return isAllowed ? change : FORBIDDEN
}
