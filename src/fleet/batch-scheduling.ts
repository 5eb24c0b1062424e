import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

// sched(7); the numbers are those of Linux' sched.h.
const SCHED_OTHER = 0

/**
 * Has Linux let whoever runs finish its turn when this process or what it starts from now on is woken (SCHED_BATCH, sched(7)). Every
 * request wakes nginx and every answer a shard: where processes outnumber cores, each of them otherwise pushes the one aside that woke
 * it, with a handful of bytes to work on and cold caches. Nothing changes while a core is free. Left alone are a policy that somebody chose, and
 * systems without `chrt`. False where nothing was changed.
 */
export const scheduleInBatches = (pid: number = process.pid): boolean =>
  policyOf(pid) === SCHED_OTHER &&
  spawnSync('chrt', ['-a', '-b', '-p', '0', String(pid)], { stdio: 'ignore' }).status === 0

/** The scheduling policy of a process as Linux numbers it; undefined where that cannot be read. */
export const policyOf = (pid: number): number | undefined => {
  try {
    // proc_pid_stat(5): `policy` is field 41. The name, field 2, stands in brackets and can hold anything.
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[41 - 3])
  } catch {
    return undefined
  }
}
