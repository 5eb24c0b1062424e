import { requireFit } from '../preflight/capacity-check.js'
import { type LoadPlan, loadPlan } from '../preflight/load-plan.js'
import { readMachine } from '../preflight/machine.js'
import { measureOwnSpeed } from '../preflight/own-speed.js'
import type { EventProfile } from '../profile/event-profile.js'
import { stepDemand } from '../scenarios/step-demand.js'
import type { RunOptions } from './run-options.js'

/** The plan of a run; a PreflightError when this machine cannot carry it, unless it is forced. */
export const planOf = async (profile: EventProfile, { force }: Pick<RunOptions, 'force'>): Promise<LoadPlan> =>
  requireFit(profile, await conditionsOf(profile), { force })

/** The plan as it is, whether this machine carries it or not. */
export const barePlanOf = async (profile: EventProfile): Promise<LoadPlan> =>
  loadPlan(profile, await conditionsOf(profile))

const conditionsOf = async (profile: EventProfile) => ({
  machine: readMachine(),
  demand: stepDemand(profile.behaviour),
  followersMean: 50,
  exchangeCpuUs: (await measureOwnSpeed()).exchangeCpuUs,
})
