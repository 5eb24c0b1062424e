import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { type PackageName, packageOf } from './server-packages.js'

type Environment = Readonly<Record<string, string | undefined>>

/** Where fetched servers are kept: `TATAMI_LOAD_SERVERS`, or by the XDG Base Directory Specification, which has relative paths ignored. */
export const packageCache = (env: Environment, home = homedir()): string => {
  const own = env['TATAMI_LOAD_SERVERS'] ?? ''
  if (own !== '') return own
  const given = env['XDG_CACHE_HOME'] ?? ''
  return join(isAbsolute(given) ? given : join(home, '.cache'), 'tatami-load', 'servers')
}

/** The folder of one package there. */
export const packageFolder = (cache: string, name: PackageName): string => {
  const { version } = packageOf(name)
  const [plain = name] = name.split('-')
  return join(cache, `${plain}-${version}`)
}
