import { bytesText, countText, durationText, roundDurationText, shareText } from '../../base/quantity-text.js'
import { LAG_LIMIT_RULE } from '../../verdict/lag-limit.js'
import { clockText, cpuText, NOTHING } from '../format.js'
import { healthFacts } from '../health-facts.js'
import type { Result } from '../result.js'
import { html, type Markup, type Piece } from './markup.js'
import { factList } from './table.js'

/** What the generator itself was doing: whether the load was the one that was planned, and the latency not its own. */
export const generatorSection = ({ generator, requests, parts }: Result): Markup => {
  const { due, sent, ok, failed, timedOut, dropped, inFlight } = requests
  const facts: (readonly [string, Piece])[] = [
    ['Schedule lag', lagText(generator)],
    ['Due', `${countText(due)} = ${countText(sent)} sent + ${countText(dropped)} dropped`],
    [
      'Sent',
      `${countText(sent)} = ${countText(ok)} ok + ${countText(failed)} failed + ${countText(timedOut)} timed out + ${countText(inFlight)} in flight`,
    ],
    ...healthFacts(generator.health),
    ['Shards', countText(generator.shards)],
    ['CPU time', cpuText(generator.cpuSeconds)],
    ['Memory, sum of peaks', bytesText(generator.rssBytes)],
    ...handshakeFacts(generator.handshakes),
    ...joinerFacts(generator.joiner),
    ...parts.map(
      ({ name, cpuUs, rssBytes }) =>
        [`Rehearsal: ${name}`, `CPU ${cpuText(cpuUs / 1_000_000)}, memory ${bytesText(rssBytes)}`] as const,
    ),
  ]
  const deaths = generator.shardDeaths.map(
    ({ shard, atUs, cause }) => html`<li>Shard ${shard} died at ${clockText(atUs)}: ${cause}</li>`,
  )
  return html`${deaths.length > 0 ? html`<ul class="deaths">${deaths}</ul>` : undefined}${factList(facts)}`
}

const lagText = ({ lag, lagLimitUs }: Result['generator']): string =>
  lag
    ? `p50 ${durationText(lag.p50)} · p99 ${durationText(lag.p99)} · max ${durationText(lag.max)}; limit of p99 ${roundDurationText(lagLimitUs)}: ${LAG_LIMIT_RULE}`
    : NOTHING

const handshakeFacts = (handshakes: Result['generator']['handshakes']): (readonly [string, string])[] => {
  if (!handshakes) return []
  const { full, resumed } = handshakes
  const share = full + resumed === 0 ? '' : ` (${shareText(resumed / (full + resumed))} resumed)`
  return [['TLS handshakes', `${countText(full)} full, ${countText(resumed)} resumed${share}`]]
}

const joinerFacts = (joiner: Result['generator']['joiner']): (readonly [string, string])[] => {
  if (!joiner) return []
  const { traced, joined, unmatchedSamples, unmatchedLines, malformedLines } = joiner
  const missed = `${countText(unmatchedSamples)} without a log line, ${countText(unmatchedLines)} log lines without a request, ${countText(malformedLines)} unreadable`
  return [['Traced requests', `${countText(joined)} of ${countText(traced)} joined with nginx's log; ${missed}`]]
}
