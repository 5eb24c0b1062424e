import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { PreflightError } from '../base/errors.js'
import type { Stack } from './stack.js'
import { StackProcess } from './stack-process.js'

/** How long a slow line may take to bring a server. */
const WITHIN_MS = 15 * 60_000
const GRACE_MS = 2_000

/**
 * Runs `mvn validate` on the pom.xml in the stack's folder, as a part of the stack, so that it does not outlive this
 * process. Throws a PreflightError that says what kept it from bringing `what`.
 */
export const runMaven = async (stack: Stack, what: string, env: NodeJS.ProcessEnv): Promise<void> => {
  const log = join(stack.folder, 'maven.log')
  const output = openSync(log, 'w')
  const child = spawn('mvn', ['-q', '-B', '-f', 'pom.xml', 'validate'], {
    // By its working folder the watchdog knows it.
    cwd: stack.folder,
    detached: true,
    env,
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  const isMissing = new Promise<boolean>((resolve) => {
    child.on('error', (error) => resolve('code' in error && error.code === 'ENOENT'))
    child.on('spawn', () => resolve(false))
  })
  const maven = stack.adopt(new StackProcess('Maven', child))
  if (await isMissing)
    throw new PreflightError(`Maven brings ${what}, and there is no mvn on the search path: install it`)
  const late = pause(WITHIN_MS, 'late' as const, { ref: false })
  const end = await Promise.race([maven.exited, late])
  if (end === 'late') await maven.stop(GRACE_MS)
  if (child.exitCode !== 0)
    throw new PreflightError(`Maven did not bring ${what}: ${mavenComplaint(readFileSync(log, 'utf8')) ?? end}`)
}

/** Why Maven failed, in a few words; undefined when its output does not tell. */
export const mavenComplaint = (output: string): string | undefined => {
  const missing = /Could not find artifact ([\w.:-]+)/.exec(output)?.[1]
  if (missing !== undefined) return `its repositories have no ${missing}`
  if (/Unknown host|UnknownHost|resolution failure/i.test(output)) return `${UNREACHED} (unknown host)`
  const refusal = /Connection refused|timed out|No route to host|Network is unreachable|Connection reset/i.exec(output)
  if (refusal) return `${UNREACHED} (${refusal[0].toLowerCase()})`
  if (/offline mode/i.test(output)) return 'it is set to work offline, and does not have it yet'
  if (/No space left on device/.test(output)) return 'the disk is full'
  return /^\[(?:ERROR|FATAL)\] (.+)$/m.exec(output)?.[1]?.slice(0, LONGEST_COMPLAINT)
}

const UNREACHED = 'it cannot reach its repositories, which its settings.xml names'
const LONGEST_COMPLAINT = 300
