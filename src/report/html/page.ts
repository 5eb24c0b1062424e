import { createHash } from 'node:crypto'
import { language } from '../../language/language.js'
import { html, type Markup } from './markup.js'
import { STYLE } from './style.js'

/** One file that loads nothing and runs no script, which its own policy makes the browser see to. */
export const htmlDocument = (title: string, body: Markup): Markup => html`<!DOCTYPE html>
<html lang="${language().code}">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<meta http-equiv="Content-Security-Policy" content="${POLICY}"/>
<link rel="icon" href="data:,"/>
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>`

// The browser refuses whatever is not named here: the one style sheet by its hash, and the empty icon, without which it would ask for one.
const POLICY: Markup = {
  markup: `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE.markup).digest('base64')}'; img-src data:; base-uri 'none'; form-action 'none'`,
}
