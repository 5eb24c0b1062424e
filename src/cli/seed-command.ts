import { randomBytes } from 'node:crypto'
import { Command } from 'commander'
import { undoSeed } from '../accounts/delete-posts.js'
import { mostFollowers } from '../accounts/follow-graph.js'
import { systemTiming } from '../accounts/pace.js'
import { seedPlatform } from '../accounts/seed.js'
import { SEED_DEFAULTS, type SeedOptions, type SeedProgress } from '../accounts/seed-options.js'
import { pluralText } from '../base/quantity-text.js'
import { isOn } from '../profile/environment.js'
import { ACCOUNT_PATTERN, PASSWORD } from '../tatami/population.js'
import { EXIT_CODES } from '../verdict/exit-code.js'
import type { CommandContext } from './context.js'
import { nextRun } from './next-run.js'
import { addTargetFlags } from './profile-flags.js'
import { type SeedFlags, seedOptionsOf, undoOptionsOf } from './seed-flags.js'
import { stopOnSignals } from './stop-signals.js'

/** Not a flag: every user of a machine can read the command lines on it. */
const PASSWORD_ENV = 'TATAMI_LOAD_SEED_PASSWORD'

/** `seed`: what a run needs on a real platform, and the way back. */
export const seedCommand = (context: CommandContext): Command =>
  addTargetFlags(new Command('seed'))
    .description('Create accounts, follows, groups and first posts on a real platform; repeat it to resume')
    .option('-u, --users <N>', 'accounts to have in the end')
    .option('--accounts <FILE>', 'accounts file to write, for the profile; a journal stands beside it', 'accounts.csv')
    .option(
      '--followers-mean <N>',
      'followers of an account on average, half of all accounts at most; few have very many',
      String(SEED_DEFAULTS.followersMean),
    )
    .option('--pattern <LOGIN>', 'logins, with {n} for a number', SEED_DEFAULTS.pattern)
    .option('--first <N>', 'first number', String(SEED_DEFAULTS.first))
    .option('--seed <N>', 'number that fixes who follows whom', String(SEED_DEFAULTS.seed))
    .option('--rate <N>', 'requests a second at most', String(SEED_DEFAULTS.ratePerSec))
    .option('--concurrency <N>', 'requests at once at most', String(SEED_DEFAULTS.concurrency))
    .option('--undo', 'delete the posts that a seeding made; accounts and groups stay, since Tatami deletes none')
    .option('-q, --quiet', 'no progress')
    .addHelpText('after', EPILOGUE)
    .action((given: SeedFlags) => {
      const flags = { ...given, quiet: given.quiet ?? isOn(context.env, 'TATAMI_LOAD_QUIET') }
      return flags.undo ? undo(flags, context) : seed(flags, context)
    })

const EPILOGUE = `
Environment:
  ${PASSWORD_ENV}  password of all accounts (default: that of the earlier seeding, or a new one)

Examples:
  tatami-load seed --target https://localhost:8443 --users 2k --accounts accounts.csv
  tatami-load run --target https://localhost:8443 --accounts accounts.csv --users 2k
  tatami-load seed --target https://localhost:8443 --accounts accounts.csv --undo

For a try on a rehearsal, at the front that \`tatami-load rehearsal --plain\` names; the second one takes people who are there:
  tatami-load seed --target http://ADDRESS:8080 --users 50
  TATAMI_LOAD_SEED_PASSWORD=${PASSWORD} tatami-load seed --target http://ADDRESS:8080 --users 50 --pattern '${ACCOUNT_PATTERN}'`

const seed = async (flags: SeedFlags, context: CommandContext): Promise<void> => {
  const { output, env } = context
  const options = seedOptionsOf(flags, context, env[PASSWORD_ENV])
  for (const note of capped(options)) if (!flags.quiet) output.err(`${note}\n`)
  const { signal, release } = abortable(context)
  const deps = { timing: systemTiming, newPassword, onProgress: progressOf(context, flags.quiet ?? false), signal }
  const { counts, refused, complete, csvPath } = await seedPlatform(options, deps).finally(release)
  for (const [name, { found, made }] of Object.entries(counts))
    output.out(`${name.padEnd(9)} ${made} made, ${found} found\n`)
  if (refused.length > 0)
    output.err(
      `${refused.length} accounts cannot log in and are left out, the first is ${refused[0]}; most likely they have another password\n`,
    )
  if (complete) return output.err(`wrote ${csvPath}; next:\n  ${nextRun(flags, options.users - refused.length)}\n`)
  output.err('stopped; the same command goes on from here\n')
  context.setExitCode(EXIT_CODES.interrupted)
}

const capped = ({ users, followersMean }: SeedOptions): readonly string[] => {
  const most = mostFollowers(users)
  return followersMean > most
    ? [
        `${pluralText(users, 'account')} get ${most} followers each on average, the most that there can be, not ${followersMean}`,
      ]
    : []
}

const undo = async (flags: SeedFlags, context: CommandContext): Promise<void> => {
  const options = undoOptionsOf(flags, context)
  const { signal, release } = abortable(context)
  const { deleted, accounts } = await undoSeed(options, { timing: systemTiming, signal }).finally(release)
  context.output.out(`${deleted} posts of ${accounts} accounts deleted; accounts and groups stay\n`)
  if (signal.aborted) context.setExitCode(EXIT_CODES.interrupted)
}

const newPassword = (): string => randomBytes(12).toString('base64url')

const abortable = ({ signals, output, exit }: CommandContext) => {
  const controller = new AbortController()
  const stop = stopOnSignals(signals, () => output.err('\nstopping; again to end at once\n'), exit)
  stop.onStop(() => controller.abort())
  return { signal: controller.signal, release: () => stop.release() }
}

// A terminal sees every hundredth account, a log file every tenth of the way.
const progressOf = ({ output }: CommandContext, isQuiet: boolean): ((progress: SeedProgress) => void) => {
  const { isErrTty } = output
  return ({ phase, done, of }) => {
    const every = isErrTty ? Math.ceil(of / 100) : Math.ceil(of / 10)
    if (isQuiet || (done % every !== 0 && done !== of)) return
    const line = `${phase.padEnd(9)} ${done} of ${of}`
    output.err(isErrTty && done !== of ? `\r${line}` : `${isErrTty ? '\r' : ''}${line}\n`)
  }
}
