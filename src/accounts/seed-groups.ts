import { PreflightError } from '../base/errors.js'
import { GROUPS, groupMember, groupMembers } from '../tatami/routes.js'
import { PlatformError } from './platform-error.js'
import type { StepOutcome } from './seed-steps.js'
import type { Session } from './session.js'

/** Accounts of one team. 3.1 loads every member of a group only to list it, so teams are as small as a department. */
const TEAM_SIZE = 50

/** Number of the team that an account is in, from 0. */
export const teamOf = (user: number): number => Math.floor(user / TEAM_SIZE)

/** The accounts of a team, among the first `users`. */
export const usersIn = (team: number, users: number): number[] => {
  const first = team * TEAM_SIZE
  return Array.from({ length: Math.max(0, Math.min(TEAM_SIZE, users - first)) }, (_, i) => first + i)
}

/** The name of a team's group: by it the group is found again, and told from those that people made. */
export const teamName = (team: number): string => `tatami-load team ${team + 1}`

/**
 * Makes a public group of this name unless the session's user administers one, and adds those of the names that are not
 * in it yet. Counts memberships, the user's own included. Throws a PreflightError when the new group does not show.
 */
export const ensureTeam = async (session: Session, name: string, others: readonly string[]): Promise<StepOutcome> => {
  const known = await administeredGroup(session, name)
  const groupId = known ?? (await foundGroup(session, name))
  const members = await membersOf(session, groupId)
  const missing = others.filter((username) => !members.has(username))
  // An administrator may add anybody, so that the others need not log in for it.
  for (const username of missing) await addMember(session, groupId, username)
  const made = missing.length + (known === undefined ? 1 : 0)
  return { found: others.length + 1 - made, made }
}

const foundGroup = async (session: Session, name: string): Promise<string> => {
  await session.json('POST', GROUPS, { ...NEW_GROUP, name })
  // The answer tells no id. Not tried again: there would be a group for each try.
  const groupId = await administeredGroup(session, name)
  if (groupId === undefined) throw new PreflightError(`POST ${GROUPS} was accepted, but GET ${GROUPS} ${NOT_SHOWN}`)
  return groupId
}

const NEW_GROUP = { publicGroup: true, archivedGroup: false, description: 'Made to rehearse a load' }
const NOT_SHOWN = 'does not show the group: see that the nodes share their caches'

const administeredGroup = async (session: Session, name: string): Promise<string | undefined> => {
  const groups = listOf(await session.json('GET', GROUPS), GROUPS)
  const found = groups.find((group) => group['name'] === name && group['administrator'] === true)?.['groupId']
  return typeof found === 'string' ? found : undefined
}

const membersOf = async (session: Session, groupId: string): Promise<ReadonlySet<unknown>> => {
  const path = groupMembers(groupId)
  return new Set(listOf(await session.json('GET', path), path).map((member) => member['username']))
}

const addMember = async (session: Session, groupId: string, username: string): Promise<void> => {
  const path = groupMember(groupId, username)
  const added = await session.json('PUT', path)
  if (!isRecord(added) || added['username'] !== username || added['isMember'] !== true)
    throw new PlatformError(`PUT ${path} did not make ${username} a member`)
}

const listOf = (value: unknown, path: string): readonly Readonly<Record<string, unknown>>[] => {
  if (!Array.isArray(value) || !value.every(isRecord))
    throw new PlatformError(`GET ${path} answered no list of objects`)
  return value
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
