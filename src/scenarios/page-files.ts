import type { StaticFile } from '../tatami/static-files.js'
import { askTogether } from './ask.js'
import { assetHeaders } from './headers.js'
import type { Part, StepRequest, User } from './scenario.js'
import { STEP } from './steps.js'

// What a cached copy carries is the same in every browser, so it is remembered once and not per user.
const lastModifiedOf = new Map<string, string>()

/** Fetches the files of a page whole, as a browser with an empty cache does. A missing file does not stop the page. */
export function* fetchFiles(user: User, files: readonly StaticFile[]): Part<void> {
  yield* load(
    user,
    files.map(({ path }) => file(user, path)),
  )
}

/** Asks whether the cached copies of a page's files still hold, as a browser does on a reload. */
export function* confirmFiles(user: User, files: readonly StaticFile[]): Part<void> {
  yield* load(
    user,
    files.map(({ path }) => file(user, path, lastModifiedOf.get(path))),
  )
}

function* load(user: User, requests: readonly StepRequest[]): Part<void> {
  const replies = yield* askTogether(user, requests)
  replies.forEach((reply, i) => {
    const date = reply.ok ? reply.response.head.lastModified : undefined
    const path = requests[i]?.http.path
    if (date !== undefined && path !== undefined) lastModifiedOf.set(path, date)
  })
}

const file = (user: User, path: string, since?: string): StepRequest => ({
  step: STEP['login/asset'],
  http: {
    method: 'GET',
    path,
    headers: assetHeaders(path, since),
    keepBody: false,
    timeoutUs: user.requestTimeoutUs,
  },
})
