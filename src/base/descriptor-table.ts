import { closeSync, openSync } from 'node:fs'

/**
 * Makes room in this process's table of open files for about `count` of them. Linux doubles the table when it is full,
 * and a process with several threads, as Node's are, stands still for 10 to 20 ms each time (`expand_fdtable` waits for
 * an RCU grace period). Taken all at once before the clock runs, that time is in nobody's response. The system never
 * makes the table smaller again. Where the limit is lower than `count`, there is room up to the limit.
 */
export const growDescriptorTable = (count: number): void => {
  const taken: number[] = []
  try {
    while (taken.length < count) taken.push(openSync('/dev/null', 'r'))
  } catch {
    // The limit is reached: the table cannot be asked to grow beyond it.
  }
  for (const descriptor of taken) closeSync(descriptor)
}
