// One search of the built command, and what came of it.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BIN } from '../scale/run.mjs'

/**
 * Runs `tatami-load capacity` with a profile and resolves with its result and with the profile as it was run. Throws with what the command said
 * when there is no result.
 */
export const search = async (profile, args) => {
  const folder = mkdtempSync(join(tmpdir(), 'tatami-load-capacity-'))
  const [written, out] = [join(folder, 'scarce.yaml'), join(folder, 'run')]
  writeFileSync(written, JSON.stringify(profile))
  const child = spawn(process.execPath, [BIN, 'capacity', written, ...args, '--no-witness', '--out', out], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => said.push(text))
  // A first signal lets users log out; whoever ends the program does not leave the search behind.
  const stop = () => child.kill('SIGTERM')
  process.once('exit', stop)
  try {
    const code = await new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('close', resolve)
    })
    const file = join(out, 'capacity.json')
    if (!existsSync(file)) throw new Error(`the search has no result, exit code ${code}:\n${Buffer.concat(said)}`)
    const json = (path) => JSON.parse(readFileSync(path, 'utf8'))
    return { result: json(file), profile: json(join(out, 'run.json')).profile }
  } finally {
    process.off('exit', stop)
    rmSync(folder, { recursive: true, force: true })
  }
}
