import { hanging, wrapped } from '../base/wrapped-text.js'
import { TIERS, type Tier } from '../metrics/tier.js'
import type { RiemannCheck } from '../run/riemann-check.js'
import type { SourceCheck } from '../tiers/check-sources.js'

/** What each source can and cannot give, tier by tier, with the lines that would give more, as the terminal shows it. */
export const sourceCheckText = (checks: readonly SourceCheck[], columns: number): string[] =>
  TIERS.flatMap((tier) => {
    const ofTier = checks.filter((check) => check.tier === tier)
    return ofTier.length === 0
      ? []
      : [tier, ...ofTier.flatMap((check) => checkLines(check, columns)), ...lacks(ofTier, columns), '']
  }).slice(0, -1)

/** What each side of a Riemann server answered; nothing where none was asked. */
export const riemannCheckText = (checks: readonly RiemannCheck[], columns: number): string[] =>
  checks.length === 0
    ? []
    : [
        'riemann',
        ...checks.flatMap(({ server, side, isGood, text }) => [
          `  ${server} (${side})`,
          ...wrapped(isGood ? text : `no: ${text}`, columns, '    '),
        ]),
      ]

/** Tiers that a profile names no node of. */
export const unwatchedTiers = (checks: readonly SourceCheck[]): readonly Tier[] =>
  TIERS.filter((tier) => tier !== 'network' && !checks.some((check) => check.tier === tier))

const checkLines = (check: SourceCheck, columns: number): string[] => [
  `  ${check.node} (${check.source})`,
  ...wrapped(outcomeText(check), columns, '    '),
]

const outcomeText = (check: SourceCheck): string =>
  check.kind === 'refused'
    ? `no: ${check.reason}`
    : `${check.finding.version}; gives ${check.finding.gives.length > 0 ? check.finding.gives.join('; ') : 'nothing yet'}`

// What nodes of a tier lack alike is said once.
const lacks = (checks: readonly SourceCheck[], columns: number): string[] => {
  const remedies = new Map<string, { readonly remedy: string | undefined; readonly nodes: string[] }>()
  for (const check of checks) {
    if (check.kind === 'refused') continue
    for (const { what, remedy } of check.finding.lacks) {
      const known = remedies.get(what) ?? { remedy, nodes: [] }
      known.nodes.push(check.node)
      remedies.set(what, known)
    }
  }
  return [...remedies].flatMap(([what, { remedy, nodes }]) => [
    ...hanging('  lacks ', `${what} (${nodes.join(', ')})${remedy === undefined ? '' : '; to have it:'}`, columns),
    ...(remedy === undefined ? [] : remedy.split('\n').map((line) => `      ${line}`)),
  ])
}
