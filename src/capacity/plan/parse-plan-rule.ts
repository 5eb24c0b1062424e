import type { Problem } from '../../base/errors.js'
import { parseCount, parseShare } from '../../base/units.js'
import { DEFAULT_PLAN_RULES, NODE_TIERS, type NodeTier, type PlanRules, type TierRules } from './plan-rules.js'

/*
 * rule  = key "=" value
 * key   = "growth" | "lost" | "efficiency" | "use" | tier "." ( "busy" | "busy-after-loss" | "nodes-min" | "left-min" | "threads" )
 *       | "nginx." ( "connections" | "descriptors" )
 * value = a share (60% or 0.6), or a number where nodes, connections or descriptors are counted or threads multiplied
 */
const SHAPE = /^(?:([a-z]+)\.)?([a-z-]+)\s*=\s*(\S+)$/
const WHOLE =
  'write growth=20%, lost=1, efficiency=95%, use=80%, or of a tier jetty.busy=60%, jetty.busy-after-loss=100%, cassandra.nodes-min=3, cassandra.left-min=2, jetty.threads=1.5, nginx.connections=20k, nginx.descriptors=64k'

/** The usual rules with some of them as texts say, the later ones over the earlier; or what is wrong with the first text that is. */
export const planRulesOf = (texts: readonly string[]): PlanRules | Problem =>
  texts.reduce<PlanRules | Problem>(
    (rules, text) => ('remedy' in rules ? rules : withPlanRule(rules, text)),
    DEFAULT_PLAN_RULES,
  )

/** Rules of a plan with one of them as a text says, or what is wrong with the text. */
export const withPlanRule = (rules: PlanRules, text: string): PlanRules | Problem => {
  const problem = (remedy: string): Problem => ({ path: '--plan-rule', value: text.slice(0, 200), remedy })
  const [, tierName, key = '', valueText = ''] = (text.length <= 200 && SHAPE.exec(text.trim())) || []
  const tier = NODE_TIERS.find((name) => name === tierName)
  const limit = tier === 'nginx' ? OPEN_LIMITS.find((name) => name === key) : undefined
  if (limit)
    return withAllowed(rules, limit, valueText) ?? problem(`write nginx.${limit}=20k, as many as one node may have`)
  const rule = tierName === undefined ? RULES.get(key) : tier && TIER_RULES.get(key)
  if (!rule) return problem(WHOLE)
  const value = rule.read(valueText)
  if (value === undefined) return problem(`write ${tier ? `${tier}.` : ''}${key}=${rule.example}`)
  if (tier) return withTierRule(rules, tier, { [rule.key]: value })
  return { ...rules, [rule.key]: value }
}

interface Rule<Key> {
  readonly key: Key
  readonly example: string
  read(text: string): number | undefined
}

/** What nginx can run out of, and does not tell how much of it there is. */
const OPEN_LIMITS = ['connections', 'descriptors'] as const
const MOST_OPEN = 100_000_000

const withAllowed = (rules: PlanRules, limit: (typeof OPEN_LIMITS)[number], text: string): PlanRules | undefined => {
  const count = parseCount(text)
  if (count === undefined || count < 1 || count > MOST_OPEN) return undefined
  return withTierRule(rules, 'nginx', { allowed: { ...rules.tiers.nginx.allowed, [limit]: count } })
}

const withTierRule = (rules: PlanRules, tier: NodeTier, change: Partial<TierRules>): PlanRules => ({
  ...rules,
  tiers: { ...rules.tiers, [tier]: { ...rules.tiers[tier], ...change } },
})

const numberIn = (text: string, least: number, most: number, isWhole: boolean): number | undefined => {
  const value = /^\d{1,5}(?:\.\d{1,4})?$/.test(text) ? Number(text) : Number.NaN
  return value >= least && value <= most && (!isWhole || Number.isInteger(value)) ? value : undefined
}

// A tier that may not be used at all would need nodes without end.
const share = (text: string): number | undefined => {
  const value = parseShare(text)
  return value !== undefined && value >= 0.01 ? value : undefined
}

const growth = (text: string): number | undefined => {
  const percent = /^(\d{1,4}(?:\.\d{1,4})?)%$/.exec(text)?.[1]
  return percent === undefined ? numberIn(text, 0, 100, false) : Number(percent) / 100
}

const nodes = (text: string): number | undefined => numberIn(text, 0, 100, true)

const RULES = new Map<string, Rule<Exclude<keyof PlanRules, 'tiers'>>>([
  ['growth', { key: 'growth', example: '20%, on top of the target users', read: growth }],
  ['lost', { key: 'lost', example: '1, a whole number of nodes up to 100', read: nodes }],
  ['efficiency', { key: 'efficiency', example: '95%, a share from 1% to 100%', read: share }],
  ['use', { key: 'useMax', example: '80%, a share from 1% to 100%', read: share }],
])

const TIER_RULES = new Map<string, Rule<Exclude<keyof TierRules, 'allowed'>>>([
  ['busy', { key: 'busyMax', example: '60%, a share from 1% to 100%', read: share }],
  ['busy-after-loss', { key: 'busyMaxAfterLoss', example: '75%, a share from 1% to 100%', read: share }],
  ['nodes-min', { key: 'nodesMin', example: '3, a whole number of nodes up to 100', read: nodes }],
  ['left-min', { key: 'leftMin', example: '2, a whole number of nodes up to 100', read: nodes }],
  [
    'threads',
    { key: 'threadFactor', example: '1.5, a factor from 1 to 10', read: (text) => numberIn(text, 1, 10, false) },
  ],
])
