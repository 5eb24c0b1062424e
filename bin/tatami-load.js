#!/usr/bin/env node
import { readFileSync } from 'node:fs'

// Node opens most modules of a program at once: where a process may have very few open files, it cannot say so itself, and
// afterwards not even this file could be read.
const limits = limitsText()
try {
  await import('../dist/cli/main.js')
} catch (error) {
  if (error?.code !== 'EMFILE') throw error
  const most = /^Max open files\s+\S+\s+(\S+)/m.exec(limits)?.[1] ?? 'only few'
  process.stderr.write(
    `error: a process may have ${most} open files here (ulimit -Hn), too few to load tatami-load: ` +
      'as root ulimit -n 1048576 before the start\n',
  )
  process.exitCode = 5
}

function limitsText() {
  try {
    return readFileSync('/proc/self/limits', 'utf8')
  } catch {
    return ''
  }
}
