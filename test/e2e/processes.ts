import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** A process as /proc shows it. */
export interface Process {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

/** Every process of this machine. */
export const processes = (): readonly Process[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        const [state = '', parent = '0'] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
        return state === 'Z' ? [] : [{ pid: Number(name), parent: Number(parent), command }]
      } catch {
        // It ended while we looked.
        return []
      }
    })

/** The process and all that it started, as far as they are its descendants now. */
export const familyOf = (pid: number): readonly Process[] => {
  const all = processes()
  const family = all.filter((one) => one.pid === pid)
  for (let i = 0; i < family.length; i++) family.push(...all.filter(({ parent }) => parent === family[i]?.pid))
  return family
}

/** Folders of a rehearsal in which a process of the family works, or that its command line names. */
export const foldersOf = (family: readonly Process[]): readonly string[] => [
  ...new Set(
    family.flatMap(({ pid, command }) => [
      ...(command.match(/\/\S*tatami-load-rehearsal-[^\s/]+/g) ?? []),
      ...workingFolder(pid),
    ]),
  ),
]

const workingFolder = (pid: number): readonly string[] => {
  try {
    const path = readlinkSync(`/proc/${pid}/cwd`)
    return path.includes('tatami-load-rehearsal-') ? [path] : []
  } catch {
    return []
  }
}

export const isAlive = (pid: number): boolean => processes().some((one) => one.pid === pid)
