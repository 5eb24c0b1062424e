import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Sees to it that a stack does not outlive its parent, however that one dies. */
export interface Watchdog {
  /** Tells the process group to end on systems that have no /proc to find it in. */
  guard(pid: number): void
  /** Lets it look once more for what is left, remove the folder, and end; resolves when it has. */
  dismiss(): Promise<void>
}

// Waits for the end of its input, which is the parent's end too, then ends what has the folder as its working directory:
// a number alone could be another process's by then. What does not end within two seconds is killed.
const SCRIPT = `
folder=$1 groups=
while read -r pid; do groups="$groups -$pid"; done
members() {
  [ -d /proc/self ] || { echo $groups; return; }
  for p in /proc/[0-9]*; do [ "$p/cwd" -ef "$folder" ] && printf '%s ' "\${p#/proc/}"; done
}
alive() {
  left=$(members)
  [ -n "$left" ] && kill -0 $left 2>/dev/null
}
if alive; then kill -TERM $left 2>/dev/null; fi
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  alive || break
  sleep 0.1
done
if alive; then kill -KILL $left 2>/dev/null; sleep 0.1; fi
rm -rf "$folder"
`

/** How many watchdogs may be ended before it is taken for certain that none can live here. */
const MOST_REPLACEMENTS = 10

/**
 * Starts the watchdog of a folder, in a session of its own, so that no signal of the terminal meets it. One that somebody
 * ends is replaced at once by another that knows the same; `onLost` hears why when there can be no other.
 */
export const startWatchdog = (folder: string, onLost: (cause: string) => void = () => undefined): Watchdog => {
  const guarded: number[] = []
  let replacements = 0
  let isDismissed = false
  const start = (): Running => {
    const next = spawnWatchdog(folder)
    for (const pid of guarded) next.guard(pid)
    next.ended
      .then((cause) => {
        if (isDismissed) return
        if (cause === CANNOT_START || replacements++ === MOST_REPLACEMENTS) onLost(`${cause}, ${WITHOUT}`)
        else running = start()
      })
      // Some reasons for which a program cannot be started are thrown.
      .catch(() => onLost(`${CANNOT_START}, ${WITHOUT}`))
    return next
  }
  let running = start()
  return {
    guard: (pid) => {
      guarded.push(pid)
      running.guard(pid)
    },
    dismiss: () => {
      isDismissed = true
      return running.dismiss()
    },
  }
}

interface Running extends Watchdog {
  /** Resolves with how it ended; never rejects. */
  readonly ended: Promise<string>
}

const CANNOT_START = 'the watchdog of the stack cannot be started'
const ENDED = 'the watchdog of the stack is ended again and again'
const WITHOUT = 'and without it nginx would outlive tatami-load if that were killed'

const spawnWatchdog = (folder: string): Running => {
  const child = spawn('/bin/sh', ['-c', SCRIPT, 'tatami-load-watchdog', folder], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  // `once` rejects on an error event, which is how a program that cannot be started shows.
  const ended = once(child, 'exit').then(
    () => ENDED,
    () => CANNOT_START,
  )
  child.unref()
  // Whoever was ended in this very moment cannot be told anything; the next one is told. None could have been started.
  child.stdin?.on('error', () => undefined)
  return {
    ended,
    guard: (pid) => void child.stdin?.write(`${pid}\n`),
    dismiss: async () => {
      child.ref()
      child.stdin?.end()
      await ended
    },
  }
}
