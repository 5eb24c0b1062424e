import { writtenDuration } from '../base/units.js'
import { isShare, type Slo, type SloWindow, type Statistic } from './slo.js'

/** An SLO in its canonical spelling; parsing it gives the same SLO, a share to twelve digits. */
export const sloText = ({ subject, statistic, window, op, bound }: Slo): string => {
  const value = isShare(statistic) ? shareText(bound) : writtenDuration(bound)
  return `${whatText(subject, statistic)}${windowText(window)} ${op} ${value}`
}

const whatText = (subject: Slo['subject'], statistic: Statistic): string => {
  if (subject.kind !== 'named') return statistic.kind
  const series = subject.series === 'service' ? '.service' : ''
  return `${subject.name}${series}.${statistic.kind === 'percentile' ? `p${statistic.percentage}` : statistic.kind}`
}

const windowText = (window: SloWindow): string => {
  switch (window.kind) {
    case 'default':
      return ''
    case 'last':
    case 'each':
      return `[${window.kind} ${writtenDuration(window.lengthUs)}]`
    case 'ramp':
    case 'hold':
    case 'all':
      return `[${window.kind}]`
  }
}

const shareText = (share: number): string => `${Number((share * 100).toPrecision(12))}%`
