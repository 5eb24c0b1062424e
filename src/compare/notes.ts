import { pluralText } from '../base/quantity-text.js'
import type { ComparedRun, Comparison } from './comparison.js'

/** What is to be known before the figures of a comparison are trusted. */
export const notesOf = ({ base, new: other }: Pick<Comparison, 'base' | 'new'>): string[] => [
  ...spreadNotes(base, other),
  ...[...base, ...other].flatMap((run) => verdictNotes(run)),
]

const spreadNotes = (base: readonly ComparedRun[], other: readonly ComparedRun[]): string[] => {
  const fewest = Math.min(base.length, other.length)
  if (fewest === 1)
    return [
      'a side of one run does not show how runs of the same differ, which is often more than its seconds do: give three or more of each side to be sure',
    ]
  return fewest < 3
    ? [`${pluralText(fewest, 'run')} a side hardly show how runs of the same differ: give three or more`]
    : []
}

const verdictNotes = ({ dir, verdict }: ComparedRun): string[] =>
  verdict === 'invalid' || verdict === 'interrupted'
    ? [`${dir} is ${verdict}, so its figures say nothing: run it again`]
    : []
