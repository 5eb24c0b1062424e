import { type Problem, UsageError } from '../base/errors.js'
import { writtenDuration } from '../base/units.js'
import { openAccountBook } from './account-book.js'
import { clientCertificateProblems } from './client-certificate.js'
import type { CompleteDraft } from './complete-draft.js'
import { holdUsOf, rampUsOf } from './event-profile-of.js'
import { canonicalHost, portOf } from './host-names.js'
import { isReadable, unreadable } from './readable-file.js'
import { riemannProblems } from './riemann-checks.js'
import type { Said } from './said.js'
import { storesProblems } from './stores-checks.js'

/** Keys that say how long a run takes. */
export const LENGTH_KEYS = ['users', 'ramp', 'hold', 'duration', 'rampDown'] as const

/** What is wrong with a profile although each of its values is right by itself; asks only of keys that are sound. */
export const crossChecks = (draft: CompleteDraft, said: Said): readonly Problem[] => [
  ...(said.areSound(...LENGTH_KEYS) ? timeProblems(draft, said) : []),
  ...(said.areSound('target') ? placeProblems(draft, said) : []),
  ...(said.areSound('target', 'rehearsal') ? storesProblems(draft, said) : []),
  ...(said.areSound('tls') ? versionProblems(draft, said) : []),
  ...(said.areSound('riemann') ? riemannProblems(draft.riemann, said) : []),
  ...(said.areSound('accounts') ? accountProblems(draft, said) : []),
  ...(said.areSound('scenarios') ? moduleProblems(draft, said) : []),
]

const LONGEST_RAMP_US = 30 * 86_400_000_000

const timeProblems = (draft: CompleteDraft, { where }: Said): Problem[] => {
  const rampUs = rampUsOf(draft)
  if (rampUs > LONGEST_RAMP_US) {
    return [{ path: where(['ramp']), value: 'a ramp of over 30 days', remedy: 'let users arrive faster' }]
  }
  if (draft.duration === undefined || holdUsOf(draft) >= 1_000_000) return []
  const remedy = `the ramp alone takes ${writtenDuration(rampUs)}; give a longer duration or a shorter ramp`
  return [{ path: where(['duration']), value: writtenDuration(draft.duration), remedy }]
}

const placeProblems = (draft: CompleteDraft, said: Said): Problem[] => {
  if ((draft.target?.urls ?? []).length === 0) return addressProblems(draft, said)
  return [...(said.areSound('rehearsal') ? rehearsalProblems(draft, said) : []), ...targetProblems(draft, said)]
}

const addressProblems = ({ target }: CompleteDraft, { where }: Said): Problem[] =>
  (target?.resolve ?? []).length === 0
    ? []
    : [
        {
          path: where(['target', 'resolve']),
          value: 'an address without a target',
          remedy: 'name the target, or leave the address out to load the embedded stack',
        },
      ]

const rehearsalProblems = ({ rehearsal }: CompleteDraft, { where }: Said): Problem[] => {
  const problems: Problem[] = []
  // A file may say how it is rehearsed; what is asked for in the same breath as the target is asked for in vain.
  const faults = where(['rehearsal', 'faults'])
  if (rehearsal.faults.length > 0 && (isAskedNow(faults) || !isAskedNow(where(['target', 'urls'])))) {
    const remedy = 'faults are for the embedded stack; leave them or the target out'
    problems.push({ path: faults, value: rehearsal.faults.join(', '), remedy })
  }
  const scarce = where(['rehearsal', 'scarce'])
  if (rehearsal.scarce.length > 0 && isAskedNow(scarce)) {
    const remedy = 'tiers of the embedded stack can be made scarce; leave it or the target out'
    problems.push({ path: scarce, value: rehearsal.scarce.join(', '), remedy })
  }
  const plain = where(['rehearsal', 'plain'])
  if (rehearsal.plain && isAskedNow(plain)) {
    const remedy = 'plain is for the embedded stack; a target is plain when its URL begins with http://'
    problems.push({ path: plain, value: 'true', remedy })
  }
  return problems
}

const targetProblems = ({ target }: CompleteDraft, said: Said): Problem[] => {
  const urls = (target?.urls ?? []).map((text) => new URL(text))
  const problems: Problem[] = []
  if (new Set(urls.map(({ protocol }) => protocol)).size > 1) {
    const value = urls.map(({ origin }) => origin).join(', ')
    problems.push({ path: said.where(['target', 'urls']), value, remedy: 'use either http or https for all of them' })
  }
  for (const { host, port, address } of target?.resolve ?? []) {
    if (urls.some((url) => canonicalHost(url.hostname) === host && portOf(url) === port)) continue
    const remedy = `no target has this host and port; the targets are ${urls.map(({ origin }) => origin).join(', ')}`
    problems.push({ path: said.where(['target', 'resolve']), value: `${host}:${port}:${address}`, remedy })
  }
  if (target?.cacert !== undefined && !isReadable(target.cacert)) {
    problems.push(unreadable(said, ['target', 'cacert'], target.cacert, 'PEM file'))
  }
  return [...problems, ...clientCertificateProblems(target ?? {}, (key) => said.where(['target', key]))]
}

const versionProblems = ({ tls }: CompleteDraft, { where }: Said): Problem[] =>
  tls.minVersion <= tls.maxVersion
    ? []
    : [
        {
          path: where(['tls', 'minVersion']),
          value: `${tls.minVersion} up to ${tls.maxVersion}`,
          remedy: 'let the oldest version not be newer than the newest',
        },
      ]

// By a flag or the environment, not by a file.
const isAskedNow = (place: string): boolean => /^(--|TATAMI_LOAD_)/.test(place)

const accountProblems = ({ accounts, users }: CompleteDraft, said: Said): Problem[] => {
  if (accounts.kind === 'csv' && !isReadable(accounts.file))
    return [unreadable(said, ['accounts', 'csv'], accounts.file, 'CSV file of accounts')]
  try {
    // However many users there will be, the file has to be one.
    openAccountBook(accounts, said.areSound('users') ? users : 0)
    return []
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    // Others are of a line of the file.
    const placeOf = (path: string): string =>
      path === 'accounts' || path === 'accounts.csv' ? said.where(path.split('.')) : path
    return error.problems.map((problem) => ({ ...problem, path: placeOf(problem.path) }))
  }
}

const moduleProblems = ({ scenarios }: CompleteDraft, said: Said): Problem[] =>
  scenarios.flatMap((file, i) =>
    isReadable(file) ? [] : [unreadable(said, ['scenarios', i], file, 'JavaScript module')],
  )
