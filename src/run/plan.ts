import { type CapacityCheck, checkCapacity, requireFit } from '../preflight/capacity-check.js'
import type { HeadroomConditions } from '../preflight/headroom.js'
import type { LoadPlan, PlanConditions } from '../preflight/load-plan.js'
import { requireSourceAddresses } from '../preflight/local-addresses.js'
import { readMachine } from '../preflight/machine.js'
import { measureOwnSpeed } from '../preflight/own-speed.js'
import type { EventProfile, Ramp } from '../profile/event-profile.js'
import { loadOwnModules, type OwnScenarios } from '../scenarios/own-modules.js'
import { stepDemand } from '../scenarios/step-demand.js'
import { FOLLOWERS_MEAN } from '../tatami/population.js'

/** What happens to a plan that this machine cannot carry. */
export interface FitOptions {
  /** Try a plan that this machine cannot carry. */
  readonly force: boolean
  /** The profile's ramp with another number of users; a ramp given as a rate grows with them. */
  readonly rampAt?: (users: number) => Ramp
  /** What is known of the generator's ceiling; absent: headroom is not asked for. */
  readonly headroom?: HeadroomConditions
}

/** The plan of a run; a PreflightError when this machine cannot carry it, unless it is forced. */
export const fittingPlanOf = async (
  profile: EventProfile,
  own: OwnScenarios,
  { force, rampAt, headroom }: FitOptions,
): Promise<LoadPlan> => {
  return requireFit(profile, await conditionsOf(profile, own, headroom), { force, atUsers: resizer(rampAt) })
}

/** The plan as it is, and whether this machine carries it. Throws a UsageError for source addresses that a run would refuse. */
export const capacityOf = async (
  profile: EventProfile,
  { rampAt, headroom }: Omit<FitOptions, 'force'>,
): Promise<CapacityCheck> => {
  await requireSourceAddresses(profile)
  const own = await loadOwnModules(profile.scenarioModules)
  return checkCapacity(profile, await conditionsOf(profile, own, headroom), resizer(rampAt))
}

const resizer =
  (rampAt: FitOptions['rampAt']) =>
  (profile: EventProfile, users: number): EventProfile => ({
    ...profile,
    users,
    ramp: rampAt?.(users) ?? profile.ramp,
  })

const conditionsOf = async (
  { behaviour }: EventProfile,
  own: OwnScenarios,
  headroom: HeadroomConditions | undefined,
): Promise<PlanConditions> => ({
  machine: readMachine(),
  demand: [...stepDemand(behaviour), ...ownDemand(own)],
  followersMean: FOLLOWERS_MEAN,
  exchangeCpuUs: (await measureOwnSpeed()).exchangeCpuUs,
  ...(headroom && { headroom }),
})

// What a module asks for is known once it runs; by default each of its steps once.
const ownDemand = ({ steps, activities }: OwnScenarios): PlanConditions['demand'] =>
  steps.map(({ name, scenario }) => ({
    step: name,
    perArrival: 0,
    perUserHour: activities.find((one) => one.name === scenario)?.perUserHour ?? 0,
  }))
