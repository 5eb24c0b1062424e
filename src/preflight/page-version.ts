import { AUTHENTICATION } from '../tatami/routes.js'

/** Which Tatami a login page is from, as far as its text tells. */
export type PageVersion = '3.1' | 'unknown' | 'not-tatami' | { readonly other: string }

/** Reads the version off a login page: from the addresses of its bundles where it has them, else from its other files. */
export const pageVersion = (html: string): PageVersion => {
  // 4.x is one page for all; what is left at the old address only leads there.
  if (/['"=\s]\/#\/login/.test(html)) return { other: '4.x' }
  if (!FORM.test(html)) return 'not-tatami'
  const bundled = BUNDLE.exec(html)?.[1]
  if (bundled !== undefined) return /^3\.1(\.|-|$)/.test(bundled) ? '3.1' : { other: bundled }
  if (html.includes('/css/vendor/css/bootstrap.css')) return '3.1'
  return html.includes('/css/themes/bootstrap.css') ? { other: '3.0' } : 'unknown'
}

const FORM = new RegExp(`action\\s*=\\s*["'][^"']*${AUTHENTICATION}\\b`)
const BUNDLE = /\/tatami\/static(?:-wro4j)?\/(\d{1,4}\.\d{1,4}[\w.-]{0,30})\//
