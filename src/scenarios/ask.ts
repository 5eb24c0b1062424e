import type { Answer, Part, Reply, StepRequest, User } from './scenario.js'

/** Sends one request and hands back its reply. Whoever is sent to the login page is logged in no longer. */
export function* ask(user: User, request: StepRequest): Part<Reply> {
  return replyTo(user, request, yield { kind: 'request', request })
}

/** The reply that was asked for; for a script that yields its request itself, since a part of a script costs a generator. */
export const replyTo = (user: User, { step }: StepRequest, answer: Answer): Reply => {
  if (answer === undefined || !('ok' in answer)) throw new Error(`no reply to ${step.name}`)
  noteSession(user, answer)
  return answer
}

/** Sends requests as a page does, together, and hands back their replies in the same order. */
export function* askTogether(user: User, requests: readonly StepRequest[]): Part<readonly Reply[]> {
  if (requests.length === 0) return []
  const answer = yield { kind: 'together', requests }
  if (answer === undefined || 'ok' in answer) throw new Error(`no replies to ${requests.length} requests`)
  for (const reply of answer) noteSession(user, reply)
  return answer
}

/** Waits until a run time, microseconds. */
export function* waitUntil(atUs: number): Part<void> {
  yield { kind: 'until', atUs }
}

/** Takes note of a session that the platform no longer knows. */
export const noteSession = (user: User, reply: Reply): void => {
  if (!reply.ok && reply.failure === 'session-lost') user.setLoggedIn(false)
}
