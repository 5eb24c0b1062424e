import { expect, test } from 'vitest'
import { isSelected, parseSelector } from '../../src/profile/selector.js'

const LABELS = new Map([
  ['uri', '/tatami/rest/statuses'],
  ['status', '200'],
  ['le', '0.5'],
])

test.each([
  ['http_seconds', true],
  ['http_seconds{}', true],
  ['http_seconds{status="200"}', true],
  ['http_seconds{ status = "200" , uri != "/", }', true],
  ['http_seconds{status="404"}', false],
  ['http_seconds{status!="200"}', false],
  ['http_seconds{status=~"2.."}', true],
  ['http_seconds{status=~"2"}', false],
  ['http_seconds{status!~"5..|4.."}', true],
  ['http_seconds{uri=~"/tatami/.*",status="200"}', true],
  ['http_seconds{uri=~"/tatami\\\\.rest.*"}', false],
  ['http_seconds{method=""}', true],
  ['http_seconds{method!=""}', false],
  ['http_seconds{method=~"GET|"}', true],
] as const)('%s selects: %s', (text, expected) => {
  expect(isSelected(parseSelector(text), LABELS)).toBe(expected)
})

test('a metric may have a quoted name', () => {
  expect(parseSelector('"http.seconds"{"http.route"="/"}').metric).toBe('http.seconds')
})

test.each([
  ['', "'' does not begin with a metric's name"],
  ['{a="b"}', `'{a="b"}' does not begin with a metric's name`],
  ['a b', `'a b' has something behind its metric; write name{label="value"}`],
  ['a{b}', `'a{b}' has a matcher that cannot be read; write label="value", !=, =~ or !~`],
  ['a{b=c}', `'a{b=c}' has a matcher that cannot be read; write label="value", !=, =~ or !~`],
  ['a{b="c"', `'a{b="c"' lacks a comma or a closing brace`],
  ['a{b="c" d="e"}', `'a{b="c" d="e"}' lacks a comma or a closing brace`],
  ['a{b=~"("}', `'a{b=~"("}' has a pattern that is no regular expression`],
])('refuses %j', (text, sentence) => {
  expect(() => parseSelector(text)).toThrow(new Error(sentence))
})
