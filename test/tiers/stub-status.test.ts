import { expect, test } from 'vitest'
import { parseStubStatus } from '../../src/tiers/stub-status.js'

const PAGE = `Active connections: 291 
server accepts handled requests
 16630948 16630948 31070465 
Reading: 6 Writing: 179 Waiting: 106 
`

test('reads what nginx counts', () => {
  expect(parseStubStatus(PAGE)).toEqual({ requests: 31_070_465, inHand: 185 })
})

test.each([
  ['nothing', ''],
  ['another page', '<html>Reading: 6 Writing: 179</html>'],
  ['a page that was cut', PAGE.slice(0, 60)],
])('takes %s for no status page', (_, text) => {
  expect(parseStubStatus(text)).toBeUndefined()
})
