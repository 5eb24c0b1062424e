import { AUTHENTICATION } from '../tatami/routes.js'
import { HOME_FILES, LOGIN_FILES, type StaticFile } from '../tatami/static-files.js'

const LOGIN_BYTES = 15_586
const HOME_BYTES = 50_126
const FILLER = ' template'.repeat(Math.ceil(HOME_BYTES / 9))

/** `/`: 220 bytes whose script goes on to `/tatami/`. */
export const ROOT_HTML = padded('<html><head><script>window.location.href = "/tatami/"</script></head>', '</html>', 220)

const FAILED_BOX = '<div class="alert alert-error">Your authentication has failed! Please try again.</div>'

/** The login page; with a box when it is shown after a refused login. */
export const loginHtml = (failed: boolean): string => (failed ? LOGIN_FAILED_HTML : LOGIN_HTML)

/** The home page; the only thing in it that differs between users is the name. */
export const homeHtml = (username: string): string =>
  padded(`${HOME_START}<script>var username = ${inScript(username)};</script>`, '</body></html>', HOME_BYTES)

const inScript = (text: string): string => JSON.stringify(text).replaceAll('<', '\\u003c')

const tag = ({ path }: StaticFile): string => {
  if (path.endsWith('.js')) return `<script src="${path}"></script>\n`
  if (path.endsWith('.css')) return `<link rel="stylesheet" href="${path}">\n`
  return path.endsWith('.ico') ? `<link rel="shortcut icon" href="${path}">\n` : `<img src="${path}" alt="">\n`
}

const START = `<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Tatami</title></head><body>\n`
const loginStart = (box: string): string =>
  `${START}${LOGIN_FILES.map(tag).join('')}${box}<form id="loginForm" action="${AUTHENTICATION}" method="post">` +
  '<input type="email" name="j_username"><input type="password" name="j_password">' +
  '<input type="checkbox" name="_spring_security_remember_me"><button type="submit">Sign in</button></form>'

const LOGIN_HTML = padded(loginStart(''), '</body></html>', LOGIN_BYTES)
const LOGIN_FAILED_HTML = padded(loginStart(FAILED_BOX), '</body></html>', LOGIN_BYTES + FAILED_BOX.length)
const HOME_START = START + [...LOGIN_FILES, ...HOME_FILES].map(tag).join('')

// The templates the real pages carry are only weight here; one text is cut, since a page is made for each login.
function padded(start: string, end: string, bytes: number): string {
  const room = bytes - start.length - end.length - '<!---->'.length
  return `${start}<!--${FILLER.slice(0, Math.max(0, room))}-->${end}`
}
