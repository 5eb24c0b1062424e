import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { describe, it } from 'vitest'
import { cli, start } from './cli-process.js'
import { runFolder } from './run-folder.js'

// A limit on the size of files stands in for a full disk: writes fail in the same way, and it takes no root.
describe.concurrent('a disk that is full', () => {
  it('before the run ends it in one sentence with the remedy, and leaves no folder', async ({ expect }) => {
    const dir = runFolder()
    const { code, stdout, stderr } = await cli(['run', '--out', dir], { fileBlocks: 100 })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^error: --out: .*: raise the limit .*; a run takes 1\.00 MiB at least \(EFBIG.*\)\n$/)
    expect(existsSync(dir)).toBe(false)
  })

  it('in the run is told once, and all figures and the verdict are shown at the end', async ({ expect }) => {
    const dir = runFolder()
    const short = ['--ramp', '1s', '--hold', '5s', '--ramp-down', '1s', '--verbose']
    const { child, said, ended } = start(['run', 'fixtures/profiles/busy.yaml', ...short, '--out', dir])
    await said(/^hold .*left/m)
    // Of this process alone: those of the stack and the shards write what they like.
    execFileSync('prlimit', ['--pid', String(child.pid), '--fsize=4096:'])
    const { code, stdout, stderr } = await ended
    expect(code).toBe(70)
    expect(stderr.match(/cannot be written \(EFBIG/g)).toHaveLength(1)
    expect(stderr).toMatch(/error: RUN_DIR: .*result\.json.*could not be written/)
    expect(stderr).toMatch(/error: the figures above are whole, the folder is not: .*seconds\.jsonl/)
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(stdout).toMatch(/PASS|INCONCLUSIVE|FAIL|INVALID/)
    expect(stdout).toMatch(/accounting|due [\d,]+ =/)
    expect(stdout).not.toContain('accounting broken')
    // What there is of it can be reported, though not into files either.
    const again = await cli(['report', dir], { fileBlocks: 8 })
    expect(again.code).toBe(70)
    expect(again.stdout).toMatch(/schedule lag p50/)
    expect(again.stderr).toMatch(
      /^error: RUN_DIR: .*: raise the limit .*; .*report\.html.* could not be written \(EFBIG.*\)\n$/,
    )
  })
})
