import { FORM_HEADERS, JSON_HEADERS, PAGE_HEADERS, XHR_HEADERS } from './headers.js'
import type { StepRequest, User } from './scenario.js'
import { STEP, type StepName } from './steps.js'

// jQuery marks its GETs with the wall clock so that no cache answers them. Run time plus a fixed origin does the same and
// leaves the scripts without a clock of their own.
const ORIGIN_MS = Date.now()

type Method = 'POST' | 'PATCH'

/** A page as the address bar asks for it; the whole of it is kept, to tell it from the login page. */
export const page = (user: User, step: StepName, path: string): StepRequest => ({
  step: STEP[step],
  http: { method: 'GET', path, headers: PAGE_HEADERS, keepBody: true, timeoutUs: user.requestTimeoutUs },
})

/** A form as the login page submits it. */
export const form = (
  user: User,
  step: StepName,
  path: string,
  fields: Readonly<Record<string, string>>,
): StepRequest => ({
  step: STEP[step],
  http: {
    method: 'POST',
    path,
    headers: FORM_HEADERS,
    body: new URLSearchParams(fields).toString(),
    keepBody: true,
    timeoutUs: user.requestTimeoutUs,
  },
})

/** A GET of jQuery's, with its cache-buster. */
export const xhr = (user: User, step: StepName, path: string): StepRequest => ({
  step: STEP[step],
  http: {
    method: 'GET',
    path: `${path}${path.includes('?') ? '&' : '?'}_=${ORIGIN_MS + Math.floor(user.dueUs / 1_000)}`,
    headers: XHR_HEADERS,
    keepBody: true,
    timeoutUs: user.requestTimeoutUs,
  },
})

/** A request of jQuery's that carries JSON. */
export const sendJson = (user: User, step: StepName, method: Method, path: string, content: object): StepRequest => ({
  step: STEP[step],
  http: {
    method,
    path,
    headers: JSON_HEADERS,
    body: JSON.stringify(content),
    keepBody: true,
    timeoutUs: user.requestTimeoutUs,
  },
})
