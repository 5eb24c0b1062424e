import { readFileSync } from 'node:fs'
import { freemem } from 'node:os'

/** Memory of this machine that can be had without swapping, bytes. */
export const freeMemoryBytes = (): number => {
  try {
    return availableBytes(readFileSync('/proc/meminfo', 'utf8')) ?? freemem()
  } catch {
    return freemem()
  }
}

/** Memory that can be had without swapping, bytes, from `/proc/meminfo`; undefined when it does not say. */
export const availableBytes = (meminfo: string): number | undefined => {
  const match = /^MemAvailable:[ \t]+(\d{1,15})[ \t]+kB$/m.exec(meminfo)
  return match ? Number(match[1]) * 1024 : undefined
}
