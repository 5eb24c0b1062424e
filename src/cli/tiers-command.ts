import { Command } from 'commander'
import { UsageError } from '../base/errors.js'
import { checkRequestSources } from '../preflight/source-checks/check-request-sources.js'
import { trustOf } from '../preflight/target-fronts.js'
import type { EventProfile } from '../profile/event-profile.js'
import { checkRiemann } from '../run/riemann-check.js'
import { type CheckedSource, checkSources, refusalOf, type SourceCheck } from '../tiers/check-sources.js'
import { closeReaders, nodeReadersOf, queriesOf, statusReadersOf } from '../tiers/index.js'
import { profileToPlan } from './asked-profile.js'
import type { CommandContext } from './context.js'
import { addProfileFlags, type Flags } from './profile-flags.js'
import { riemannCheckText, sourceCheckText, unwatchedTiers } from './source-check-text.js'

/** `tiers [PROFILE]`: what the nodes that a profile names can tell; loads nothing. */
export const tiersCommand = (context: CommandContext): Command =>
  addProfileFlags(new Command('tiers'))
    .description(
      "Look at every source of the profile's tiers, nodes, logs and listeners, say what each can tell, and which lines would give more",
    )
    .argument('[PROFILE]', 'profile file with a section tiers')
    .option(
      '--check',
      'wait for the line and the spans of one request, and exit with 5 when a source is not as it should be',
    )
    .addHelpText('after', EXAMPLES)
    .action(async (name: string | undefined, flags: Flags) => {
      const { profile } = await profileToPlan({ name, flags }, context)
      const trust = profile.target && trustOf(profile.target)
      const { nodes, nginxStatus } = profile.tierSources ?? {}
      const readers = [
        ...statusReadersOf(nginxStatus, trust),
        ...nodeReadersOf(nodes, trust),
        ...queriesOf(nodes, trust),
      ]
      const isChecked = flags['check'] === true
      const [told, nodeChecks, riemann] = await look(profile, readers, isChecked).finally(() => closeReaders(readers))
      if (readers.length + told.length === 0 && !profile.riemann)
        throw new UsageError([{ path: 'tiers', value: 'names no source', remedy: REMEDY }])
      const checks = [...nodeChecks, ...told]
      const { out, style } = context.output
      const sources = checks.length === 0 ? [] : [...sourceCheckText(checks, style.columns), ...gaps(nodeChecks), '']
      out(`${[...sources, ...riemannCheckText(riemann, style.columns)].join('\n').trimEnd()}\n`)
      const isBad = checks.some((check) => refusalOf(check) !== undefined) || riemann.some(({ isGood }) => !isGood)
      if (isChecked && isBad) context.setExitCode(5)
    })

// Requests and spans first: what asks the nodes must not be among what is waited for.
const look = async (profile: EventProfile, readers: readonly CheckedSource[], waits: boolean) => {
  const told = await checkRequestSources(profile, { waits })
  return [told, ...(await Promise.all([checkSources(readers), checkRiemann(profile.riemann)]))] as const
}

const REMEDY = 'list addresses under tiers in the profile, such as elasticsearch: [http://10.0.0.31:9200]'

const EXAMPLES = `
Examples:
  tatami-load tiers event.yaml            what each source can tell, and how to have more
  tatami-load tiers event.yaml --check    the same, for a script`

const gaps = (checks: readonly SourceCheck[]): string[] => {
  const tiers = unwatchedTiers(checks)
  return tiers.length === 0 ? [] : ['', `No node of ${tiers.join(', ')} is named.`]
}
