// What a bench started and made ends with it, however it ends: by itself, by an error that nobody caught, or by a signal.
import { mkdtempSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'

const children = new Set()
const folders = new Set()

process.on('exit', () => {
  for (const child of children) child.kill('SIGTERM')
  // A child may still write its last there; what cannot be removed must not keep the others.
  for (const folder of folders)
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    } catch (error) {
      console.error(`${folder} stays: ${error.message}`)
    }
})
// Without a listener a signal ends a process before it could say goodbye.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => process.exit(128 + constants.signals[signal]))

/** A child process that does not outlive the bench; one of a named program that cannot be started ends it in a sentence. */
export const endingWithUs = (child, program) => {
  children.add(child)
  child.on('exit', () => children.delete(child))
  child.on('error', ({ code, message }) => {
    children.delete(child)
    if (program === undefined) return
    console.error(`error: ${program} cannot be started (${code ?? message}): install it, and put it on the search path`)
    process.exit(2)
  })
  return child
}

/** A temporary folder that goes with the bench, where nobody takes it away before. */
export const folderOfOurs = (name) => {
  const folder = mkdtempSync(join(tmpdir(), `tatami-load-${name}-`))
  folders.add(folder)
  return folder
}
