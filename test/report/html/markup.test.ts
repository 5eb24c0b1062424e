import fc from 'fast-check'
import { expect, test } from 'vitest'
import { html } from '../../../src/report/html/markup.js'

test('text is escaped, markup and lists of it are not', () => {
  const item = (text: string) => html`<li>${text}</li>`
  const list = html`<ul title="${'"a" & <b>'}">${[item('<b>'), item('c')]}${undefined}${3}</ul>`
  expect(list.markup).toBe(
    '<ul title="&#34;a&#34; &#38; &#60;b&#62;"><li>&#60;b&#62;</li><li>c</li></ul>'.replace('</ul>', '3</ul>'),
  )
})

test('no text ends an attribute, opens a tag or starts an entity', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { markup } = html`<a title="${text}">${text}</a>`
      const [, attribute = '', content = ''] = /^<a title="([^"]*)">([^<]*)<\/a>$/.exec(markup) ?? []
      expect(attribute).toBe(content)
      expect(content.replace(/&#\d+;/g, '')).not.toMatch(/[&<>"']/)
    }),
  )
})

test('a figure stays with its unit, words stay apart', () => {
  expect(html`${'12.5 ms of 3 items'}`.markup).toBe('12.5\u00a0ms of 3 items')
})
