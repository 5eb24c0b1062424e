import { readFileSync } from 'node:fs'

/** What processes usually get where the system does not say. */
const COMMON_LIMIT = 1_024

/** The most descriptors a process started from here can ask for: the hard limit, as /proc/self/limits shows it. */
export const hardFileLimit = (limits: string = ownLimits()): number => {
  const hard = /^Max open files\s+\S+\s+(\S+)/m.exec(limits)?.[1]
  if (hard === 'unlimited') return Number.MAX_SAFE_INTEGER
  return Number(hard) || COMMON_LIMIT
}

const ownLimits = (): string => {
  try {
    return readFileSync('/proc/self/limits', 'utf8')
  } catch {
    return ''
  }
}
