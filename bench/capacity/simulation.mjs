// The tests' simulation of queues, which shares no code with the rehearsal's models or the capacity's mathematics, for a program.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const TSC = createRequire(import.meta.url).resolve('typescript/bin/tsc')

/** Compiles the simulation into a folder that is gone when `use` is done with it. */
export const withSimulation = async (use) => {
  // Below node_modules, so that packages are found from there.
  const cache = join(ROOT, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'simulation-'))
  try {
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
    execFileSync(process.execPath, [TSC, '-p', join(ROOT, 'bench/capacity'), '--outDir', folder], { stdio: 'inherit' })
    const load = (name) => import(pathToFileURL(join(folder, 'test/capacity', `${name}.js`)).href)
    const [{ sceneOf }, { trueCapacity }] = await Promise.all([
      load('rehearsal-scene'),
      load('simulation/true-capacity'),
    ])
    return await use({ trueCapacity: (profile, slo, users) => trueCapacity(sceneOf(profile), slo, users) })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
