import type { Command } from 'commander'
import { profileToRun } from './asked-profile.js'
import type { CommandContext } from './context.js'
import { environmentHelp } from './environment-help.js'
import { pdfOption, performRun, type RunFlags, runnable } from './perform-run.js'

/** `run [PROFILE]`: the whole of it. */
export const runCommand = (context: CommandContext): Command =>
  runnable('run')
    .addOption(pdfOption())
    .argument('[PROFILE]', 'profile file, or one of event-day (default), smoke, spike, soak')
    .description('Send users and say whether the platform held: against the embedded rehearsal stack, or --target')
    .addHelpText('after', EPILOGUE)
    .action(async (name: string | undefined, flags: RunFlags) =>
      performRun(await profileToRun({ name, flags }, context), flags, context),
    )

const EPILOGUE = `
Faults of the rehearsal, --fault target[/node]:kind[=value][@from[-to]];
nodes from 1, times from the first arrival:
  latency=40ms  slow=x3                    on nginx, jetty, cassandra, elasticsearch
  down  freeze  errors=5%                  on jetty, cassandra, elasticsearch
  sessions:lost@30s

Environment: flags win over these, and these over the file. Several values have
the sign between them that stands in brackets:
${environmentHelp()}

Examples:
  tatami-load run --users 2000 --ramp 20s --hold 40s
  tatami-load run spike -u 5k --plain --fault jetty/1:down@30s-60s
  tatami-load run event.yaml --slo 'login.p95 < 2s' --slo 'errors < 0.1%' --abort-on 'errors > 5% for 30s'
  tatami-load run -u 160k -t https://tatami.bank.example --i-am-authorised-to-load tatami.bank.example`
