import { join, relative } from 'node:path'

/** Where a run goes when the user names no folder: `runs/<UTC time>-<profile>` here. */
export const defaultFolder = (cwd: string, profile: string, now: Date): string => {
  const time = now
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-')
  const name = profile.replaceAll(/[^\w.-]+/g, '-').slice(0, 60)
  return relative(process.cwd(), join(cwd, 'runs', `${time}-${name}`))
}
