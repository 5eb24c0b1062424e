import type { Environment } from '../profile/environment.js'
import { ENVIRONMENT } from '../profile/profile-options.js'

const SECRET_FLAG = '--key-passphrase'
const HIDDEN = '…'

/** The words of a command line as they may be kept with a run: without a passphrase. */
export const toldCommand = (argv: readonly string[]): readonly string[] =>
  argv.map((word, at) => {
    if (word.startsWith(`${SECRET_FLAG}=`)) return `${SECRET_FLAG}=${HIDDEN}`
    return argv[at - 1] === SECRET_FLAG ? HIDDEN : word
  })

/** The variables that spoke for flags of such a command line, as they may be kept with a run: a passphrase is hidden. */
export const toldEnvironment = (env: Environment): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ENVIRONMENT.flatMap(({ name, flag }) => {
      const value = env[name]
      // What `seed` alone reads says nothing of a run.
      if (value === undefined || value.trim() === '' || flag === 'seed') return []
      return [[name, flag === SECRET_FLAG ? HIDDEN : value]]
    }),
  )
