import type { Problem } from '../../base/errors.js'
import { parseShare } from '../../base/units.js'
import { NODE_TIERS, type NodeTier } from './plan-rules.js'

/** One thing that could be otherwise, as `--what-if` says it. */
export type WhatIf =
  | { readonly kind: 'think'; readonly factor: number }
  | { readonly kind: 'nodes'; readonly tier: NodeTier; readonly nodes: number }
  | { readonly kind: 'lose'; readonly tier: NodeTier; readonly nodes: number }
  | { readonly kind: 'tls-resumption'; readonly share: number }

/*
 * what-if = change { "," change }
 * change  = "think x" factor            think time multiplied: x0.5 is twice as many requests
 *         | "nodes " tier "=" count     a tier with so many nodes
 *         | "lose " tier "=" count      a tier with so many fewer
 *         | "tls-resumption=" share     of TLS connections that resume a session: 0, 0.3, 30%
 */
const LONGEST = 300
const WHOLE = `write think x0.5, nodes cassandra=4, lose jetty=1 or tls-resumption=0, several with a comma between; tiers are ${NODE_TIERS.join(', ')}`
const NODES_MAX = 10_000

/** The changes that a text means, or what is wrong with the text. */
export const parseWhatIf = (text: string): readonly WhatIf[] | Problem => {
  const problem = (remedy: string): Problem => ({ path: '--what-if', value: text.slice(0, LONGEST), remedy })
  if (text.length > LONGEST) return problem(`write no more than ${LONGEST} characters`)
  const changes: WhatIf[] = []
  for (const part of text.split(',')) {
    const change = parseChange(part.trim())
    if (typeof change === 'string') return problem(change)
    changes.push(change)
  }
  return changes
}

/** A change as it is written; parsing it gives the same change. */
export const whatIfText = (change: WhatIf): string => {
  switch (change.kind) {
    case 'think':
      return `think x${change.factor}`
    case 'nodes':
    case 'lose':
      return `${change.kind} ${change.tier}=${change.nodes}`
    case 'tls-resumption':
      return `tls-resumption=${change.share}`
  }
}

const parseChange = (text: string): WhatIf | string => {
  const [, kind, rest = ''] = /^(think|nodes|lose|tls-resumption)\b\s*(.*)$/.exec(text) ?? []
  switch (kind) {
    case 'think':
      return parseThink(rest)
    case 'nodes':
    case 'lose':
      return parseNodes(kind, rest)
    case 'tls-resumption':
      return parseResumption(rest)
    default:
      return WHOLE
  }
}

const parseThink = (text: string): WhatIf | string => {
  const factor = Number(/^x\s*(\d{1,4}(?:\.\d{1,4})?)$/.exec(text)?.[1])
  return factor > 0 ? { kind: 'think', factor } : 'write think x0.5, with a factor above 0 and below 10000'
}

const parseNodes = (kind: 'nodes' | 'lose', text: string): WhatIf | string => {
  const [, name, count] = /^([a-z]+)\s*=\s*(\d{1,5})$/.exec(text) ?? []
  const tier = NODE_TIERS.find((one) => one === name)
  const nodes = Number(count)
  if (tier && nodes >= 1 && nodes <= NODES_MAX) return { kind, tier, nodes }
  return `write ${kind} ${tier ?? 'cassandra'}=2, with a whole number from 1 to ${NODES_MAX}; tiers are ${NODE_TIERS.join(', ')}`
}

const parseResumption = (text: string): WhatIf | string => {
  const share = parseShare(/^=\s*(\S+)$/.exec(text)?.[1] ?? '')
  return share === undefined
    ? 'write tls-resumption=0.3 or tls-resumption=30%, a share from 0 to 1'
    : { kind: 'tls-resumption', share }
}
