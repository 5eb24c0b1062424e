// What a Firefox of Tatami 3.1's days sends, so that nginx and Jetty take the paths they take for browsers; the last word
// lets an operator tell the test from people in the access log.
const AGENT = 'User-Agent: Mozilla/5.0 (Windows NT 6.1; WOW64; rv:27.0) Gecko/20100101 Firefox/27.0 tatami-load\r\n'
const COMMON = `${AGENT}Accept-Language: en-US,en;q=0.5\r\nAccept-Encoding: gzip\r\nConnection: keep-alive\r\n`
const PAGE_ACCEPT = 'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n'
// JSON first: with `*/*` alone a handler without a body looks for a page, and without any Accept 3.1 answers 500.
const XHR = 'Accept: application/json, text/javascript, */*; q=0.01\r\nX-Requested-With: XMLHttpRequest\r\n'

/** Headers of a page that the address bar shows. */
export const PAGE_HEADERS = `${PAGE_ACCEPT}${COMMON}`
/** Headers of the login form. */
export const FORM_HEADERS = `${PAGE_ACCEPT}${COMMON}Content-Type: application/x-www-form-urlencoded\r\n`
/** Headers of jQuery's GETs. */
export const XHR_HEADERS = `${XHR}${COMMON}`
/** Headers of jQuery's requests that carry JSON. */
export const JSON_HEADERS = `${XHR}${COMMON}Content-Type: application/json\r\n`

const ASSET_ACCEPT: Readonly<Record<string, string>> = {
  css: 'text/css,*/*;q=0.1',
  js: '*/*',
}

/** Headers of a file of a page; `since` is the Last-Modified of the copy in the browser's cache. */
export const assetHeaders = (path: string, since?: string): string => {
  const accept = ASSET_ACCEPT[path.slice(path.lastIndexOf('.') + 1)] ?? 'image/png,image/*;q=0.8,*/*;q=0.5'
  const condition = since === undefined ? '' : `If-Modified-Since: ${since}\r\n`
  return `Accept: ${accept}\r\n${COMMON}${condition}`
}
