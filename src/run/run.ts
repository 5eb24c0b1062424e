import { randomBytes } from 'node:crypto'
import { UsageError } from '../base/errors.js'
import { scheduleInBatches } from '../fleet/batch-scheduling.js'
import { claimRunFolder } from '../metrics/claim-folder.js'
import { unmakeFolders } from '../metrics/make-folder.js'
import { RUN_SCHEMA, type RunMeta } from '../metrics/run-record.js'
import { TIERS } from '../metrics/tier.js'
import { requireAuthorisation } from '../preflight/authorise.js'
import type { LoadPlan } from '../preflight/load-plan.js'
import { requireReach, requireSourceAddresses } from '../preflight/local-addresses.js'
import { DEFAULT_PATIENCE } from '../preflight/patience.js'
import { checkAbortRule } from '../profile/abort-rule.js'
import { openAccountBook } from '../profile/account-book.js'
import type { EventProfile } from '../profile/event-profile.js'
import { checkSlo } from '../profile/slo-names.js'
import { stepTable } from '../scenarios/index.js'
import { loadOwnModules } from '../scenarios/own-modules.js'
import { FELT_SUBJECTS, type Step } from '../scenarios/scenario.js'
import { stagesOf } from '../schedule/stages.js'
import { requireSources } from '../tiers/check-sources.js'
import { type GivenPorts, givenPorts } from './given-ports.js'
import { type Ended, measure } from './measure.js'
import { type OpenTarget, openTarget } from './open-target.js'
import { fittingPlanOf } from './plan.js'
import type { RunOptions, StopSwitch } from './run-options.js'
import { postTagOf, removePosts } from './run-posts.js'

/**
 * One run, from a checked profile to a complete run folder; resolves with how it ended. Rejects with a UsageError or a
 * PreflightError before the first request when it cannot start. Whatever it brought up is gone when it returns.
 */
export const run = async (options: RunOptions, stop: StopSwitch): Promise<Ended> => {
  const { profile, outDir, observer } = options
  if (profile.target) requireAuthorisation(profile.target)
  await requireSourceAddresses(profile)
  const own = await loadOwnModules(profile.scenarioModules)
  const steps = stepTable(own)
  checkNames(profile, steps)
  const made = claimRunFolder(outDir)
  let target: OpenTarget | undefined
  scheduleInBatches()
  try {
    const plan = await fittingPlanOf(profile, own, options)
    observer.planned(plan)
    target = await openTarget(profile, (text) => observer.note(text))
    requireReach(profile.localIps, target.fronts)
    await lookAt(profile, observer)
    await requireSources([...target.nodeReaders, ...target.queries])
    const identity = identityOf(options, plan, steps, target)
    const ports = await portsOf(profile, plan, target, observer)
    let mayHavePosted = false
    const onStart = (): void => {
      mayHavePosted = true
    }
    try {
      const ended = await measure({ ...options, ...identity, target, givenPorts: ports, onStart }, stop)
      await options.afterwards?.(target, ended)
      return ended
    } finally {
      // Whatever comes of that, the run's posts do not stay.
      const removed = mayHavePosted ? await removePosts(identity.meta) : undefined
      if (removed !== undefined) observer.note(removed)
    }
  } finally {
    await target?.close()
    // A run that did not start leaves no folder behind; one that holds anything stays.
    unmakeFolders(made)
  }
}

// An SLO on something that does not exist would be inconclusive after hours.
const checkNames = ({ slos, abortOn }: EventProfile, steps: readonly Step[]): void => {
  const names = { subjects: FELT_SUBJECTS, steps, tiers: TIERS }
  const problems = [
    ...slos.flatMap((text) => checkSlo(text, names) ?? []),
    ...abortOn.flatMap((text) => checkAbortRule(text, names) ?? []),
  ]
  if (problems.length > 0) throw new UsageError(problems)
}

const lookAt = async (profile: EventProfile, observer: RunOptions['observer']): Promise<void> => {
  if (!profile.target) return
  const { checkTarget } = await import('../preflight/check-target.js')
  const accounts = openAccountBook(profile.accounts, profile.users)
  const findings = await checkTarget(profile.target, accounts, DEFAULT_PATIENCE, profile.tls)
  for (const text of findings.warnings) observer.note(text)
}

const portsOf = async (
  { localIps }: EventProfile,
  { ports: { portsNeeded } }: LoadPlan,
  { fronts }: OpenTarget,
  observer: RunOptions['observer'],
): Promise<GivenPorts | undefined> => {
  const ports = await givenPorts({ localIps, fronts, portsNeeded })
  if (ports?.note !== undefined) observer.note(ports.note)
  return ports
}

const identityOf = (
  { profile, toolVersion, origins, command, environment, search }: RunOptions,
  { shards, ports, headroom }: LoadPlan,
  steps: readonly Step[],
  target: OpenTarget,
): { readonly meta: RunMeta; readonly runId: string } => {
  const runId = randomBytes(8).toString('hex')
  const postTag = postTagOf(target.meta.kind, runId)
  const meta: RunMeta = {
    schema: RUN_SCHEMA,
    tool: { version: toolVersion, node: process.version },
    startedAt: new Date().toISOString(),
    profile,
    ...(origins && { origins }),
    ...(command && { command }),
    ...(environment && { environment }),
    seed: profile.seed,
    tags: profile.tags,
    stages: stagesOf(profile),
    target: target.meta,
    shards,
    localPorts: ports.addresses * ports.portsPerAddress,
    steps: steps.map(({ check: _, id: __, ...named }) => named),
    subjects: FELT_SUBJECTS,
    ...(headroom?.kind === 'known' && { headroom: headroom.figures }),
    ...(postTag !== undefined && { postTag }),
    ...(search && { search }),
  }
  return { runId, meta }
}
