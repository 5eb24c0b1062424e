import type { Problem } from '../base/errors.js'
import type { CompleteDraft } from './complete-draft.js'
import type { Said } from './said.js'
import { scarcitiesOf } from './scarce.js'

/** What an embedded stack on real stores cannot do: what only a model of them does. */
export const storesProblems = ({ rehearsal, target }: CompleteDraft, { where }: Said): readonly Problem[] => {
  if (rehearsal.stores !== 'real' || (target?.urls ?? []).length > 0) return []
  const scarce = scarcitiesOf(rehearsal.scarce)
  if (!scarce.has('cassandra') && !scarce.has('elasticsearch')) return []
  const remedy = 'a real store does what the machine lets it; make nginx or jetty scarce, or leave the stores modelled'
  return [{ path: where(['rehearsal', 'scarce']), value: rehearsal.scarce.join(', '), remedy }]
}
