import type { WarningCode } from '../verdict/warnings.js'
import type { Result } from './result.js'

/** The warnings of one code, under words that say what they are about. */
export interface WarningGroup {
  readonly code: string
  readonly title: string
  readonly texts: readonly string[]
}

/** A result's warnings by their codes, in the order in which each first came. */
export const warningGroups = ({ warnings }: Pick<Result, 'warnings'>): readonly WarningGroup[] =>
  [...new Set(warnings.map(({ code }) => code))].map((code) => ({
    code,
    title: isKnown(code) ? TITLES[code] : code,
    texts: warnings.filter((warning) => warning.code === code).map(({ text }) => text),
  }))

const TITLES: Readonly<Record<WarningCode, string>> = {
  'weak-slo': 'Too few samples',
  'schedule-lag': 'The generator was almost late',
  'generator-busy': 'The generator was busy',
  'headroom-short': 'Little headroom of the generator',
  'requests-dropped': 'Requests that were not sent',
  'requests-in-flight': 'Requests without an answer at the end',
  'values-clamped': 'Durations that cannot be',
  'store-damaged': "Damage in the run's folder",
  'users-short': 'Fewer users than planned',
  'steps-missing': 'Steps that nobody walked',
  'tier-silent': 'Tiers without a source',
  'tier-coverage': 'Tiers known only in part',
  'tier-clips': 'Tier times below zero',
  'tiers-do-not-add-up': 'Tiers that do not add up',
  'nginx-log': "What nginx's log did not tell",
  'node-alarm': 'Work that a server did not do',
  'node-void': 'Nodes that could not be read',
  'sources-disagree': 'Sources that counted differently',
  'operations-missing': 'Servers that were not asked',
  'riemann-gaps': 'What Riemann was not told, or not heard to say',
}

const isKnown = (code: string): code is WarningCode => Object.hasOwn(TITLES, code)
