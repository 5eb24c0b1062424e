import { spawnSync } from 'node:child_process'
import { isExecutable } from '../base/is-executable.js'

/** A program with its arguments, as `spawn` takes them. */
export type ProgramCall = readonly [program: string, args: readonly string[]]

/**
 * A program at a path, which Linux asks to end (SIGTERM) as soon as the process that starts it is gone, however that one ends: a watchdog
 * can be killed with it in one instant. As it was where there is no setpriv(1) that sets the signal (PR_SET_PDEATHSIG, prctl(2)).
 */
export const dyingWithParent = (program: string, args: readonly string[]): ProgramCall => {
  isSettable ??= spawnSync('setpriv', [...FLAGS, 'true'], { stdio: 'ignore' }).status === 0
  // What cannot be started is for `spawn` to tell.
  return isSettable && isExecutable(program) ? ['setpriv', [...FLAGS, program, ...args]] : [program, args]
}

const FLAGS = ['--pdeathsig', 'TERM']
let isSettable: boolean | undefined
