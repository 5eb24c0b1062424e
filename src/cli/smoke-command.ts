import type { Command } from 'commander'
import { profileToSmoke } from './asked-profile.js'
import type { CommandContext } from './context.js'
import { pdfOption, performRun, type RunFlags, runnable } from './perform-run.js'

/** `smoke [PROFILE]`: every step of every scenario once, for CI. */
export const smokeCommand = (context: CommandContext): Command =>
  runnable('smoke')
    .addOption(pdfOption())
    .argument(
      '[PROFILE]',
      'profile whose target, rehearsal, accounts, texts and scenarios are taken; how many users do what is not',
    )
    .description('Let a handful of users walk every step of every scenario once, within 30 s')
    .addHelpText('after', EPILOGUE)
    .action(async (name: string | undefined, flags: RunFlags) =>
      performRun(await profileToSmoke({ name, flags }, context), flags, context),
    )

const EPILOGUE = `
Examples:
  tatami-load smoke
  tatami-load smoke event.yaml
  tatami-load smoke --target https://localhost:8443 --cacert ca.pem --accounts accounts.csv --out smoke-results`
