import { type ChildProcess, fork } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'

/**
 * Forks a compiled entry as a part of a stack: in a group of its own, which a terminal's Ctrl-C does not reach; in the
 * stack's folder, by which the watchdog knows it; what it complains of goes to a file.
 */
export const forkPart = (entry: string, stackFolder: string, errorPath: string): ChildProcess => {
  const stderr = openSync(errorPath, 'w')
  try {
    return fork(entry, [], {
      cwd: stackFolder,
      detached: true,
      // The parent's own flags, of a debugger or a test runner, are not for its children.
      execArgv: [],
      stdio: ['ignore', 'ignore', stderr, 'ipc'],
    })
  } finally {
    closeSync(stderr)
  }
}
