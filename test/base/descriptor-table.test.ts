import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

const MODULE = new URL('../../dist/base/descriptor-table.js', import.meta.url).href

// A process of its own: a table never becomes smaller again.
const inProcessWith = (limit: number, script: string): string =>
  execFileSync('sh', ['-c', `ulimit -n ${limit}; exec "$0" --input-type=module -e "$1"`, process.execPath, script], {
    encoding: 'utf8',
  })

const SIZE = `
  const { readFileSync, readdirSync } = await import('node:fs')
  const { growDescriptorTable } = await import('${MODULE}')
  const size = () => Number(/FDSize:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1])
  const open = () => readdirSync('/proc/self/fd').length
  const before = { size: size(), open: open() }
  growDescriptorTable(COUNT)
  console.log(JSON.stringify({ before, after: { size: size(), open: open() } }))
`

describe.runIf(process.platform === 'linux')('growing the table of open files', () => {
  it('makes room and leaves nothing open', () => {
    const { before, after } = JSON.parse(inProcessWith(4_000, SIZE.replace('COUNT', '3000')))
    expect(before.size).toBeLessThan(3_000)
    expect(after.size).toBeGreaterThanOrEqual(3_000)
    expect(after.open).toBe(before.open)
  })

  it('stops at the limit', () => {
    const { before, after } = JSON.parse(inProcessWith(500, SIZE.replace('COUNT', '3000')))
    expect(after.size).toBeGreaterThanOrEqual(500)
    expect(after.size).toBeLessThan(3_000)
    expect(after.open).toBe(before.open)
  })
})
