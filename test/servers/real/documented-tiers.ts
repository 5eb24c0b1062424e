import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tiersCommand } from '../../../src/cli/tiers-command.js'
import { contextIn } from '../../cli/contexts.js'

/** What `tatami-load tiers FILE --check` prints of a profile, and its exit code. */
export const checked = async (profile: string): Promise<{ readonly text: string; readonly code: number }> => {
  const folder = mkdtempSync(join(tmpdir(), 'tatami-load-documents-'))
  try {
    const file = join(folder, 'event.yaml')
    writeFileSync(file, `extends: smoke\n${profile}`)
    const printed: string[] = []
    let code = 0
    const context = contextIn(folder)
    const command = tiersCommand({
      ...context,
      output: {
        ...context.output,
        style: { ...context.output.style, columns: 10_000 },
        out: (text: string) => void printed.push(text),
      },
      setExitCode: (given) => {
        code = given
      },
    })
    await command.parseAsync([file, '--check'], { from: 'user' })
    return { text: printed.join(''), code }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
