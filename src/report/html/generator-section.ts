import {
  bytesText,
  countText,
  durationText,
  pluralText,
  roundDurationText,
  shareText,
} from '../../base/quantity-text.js'
import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import type { ShardDeath, ShardSilence } from '../../metrics/run-record.js'
import { LAG_LIMIT_RULE } from '../../verdict/lag-limit.js'
import { clockText, cpuText, NOTHING } from '../format.js'
import { healthFacts } from '../health-facts.js'
import type { Result } from '../result.js'
import { html, type Markup, type Piece } from './markup.js'
import { factList } from './table.js'

/** What the generator itself was doing: whether the load was the one that was planned, and the latency not its own. */
export const generatorSection = ({ generator, requests }: Result): Markup => {
  const { due, sent, ok, failed, timedOut, dropped, inFlight } = requests
  const facts: (readonly [string, Piece])[] = [
    ['Schedule lag', lagText(generator)],
    ['Due', say`${countText(due)} = ${countText(sent)} sent + ${countText(dropped)} dropped`],
    [
      'Sent',
      say`${countText(sent)} = ${countText(ok)} ok + ${countText(failed)} failed + ${countText(timedOut)} timed out + ${countText(inFlight)} in flight`,
    ],
    ...healthFacts(generator.health),
    ['Shards', countText(generator.shards)],
    ['CPU time', cpuText(generator.cpuSeconds)],
    ['Memory, sum of peaks', bytesText(generator.rssBytes)],
    ...handshakeFacts(generator.handshakes),
    ...joinerFacts(generator.joiner),
  ]
  const missing = [...generator.shardDeaths.map(deathItem), ...silenceItems(generator.silences)]
  return html`${missing.length > 0 ? html`<ul class="deaths">${missing}</ul>` : undefined}${factList(facts)}`
}

const deathItem = ({ shard, atUs, cause, users }: ShardDeath): Markup => {
  const whose = users === undefined ? '' : say`; its ${pluralText(users, 'user is', 'users are')} missing from then on`
  return html`<li>${say`Shard ${shard} died at ${clockText(atUs)}: ${said(cause)}${whose}`}</li>`
}

const LISTED = 10

const silenceItems = (silences: readonly ShardSilence[]): Markup[] => {
  const listed = silences.slice(0, LISTED).map(({ shard, fromUs, toUs, users }) => {
    const span = say`from ${clockText(fromUs)} to ${clockText(toUs)}`
    return html`<li>${say`Shard ${shard} stood still ${span} with its ${pluralText(users, 'user')}`}</li>`
  })
  const more = silences.length - listed.length
  return more > 0 ? [...listed, html`<li>${say`and ${pluralText(more, 'more time', 'more times')}`}</li>`] : listed
}

const lagText = ({ lag, lagLimitUs }: Result['generator']): string =>
  lag
    ? say`p50 ${durationText(lag.p50)} · p99 ${durationText(lag.p99)} · max ${durationText(lag.max)}; limit of p99 ${roundDurationText(lagLimitUs)}: ${said(LAG_LIMIT_RULE)}`
    : NOTHING

const handshakeFacts = (handshakes: Result['generator']['handshakes']): (readonly [string, string])[] => {
  if (!handshakes) return []
  const { full, resumed } = handshakes
  const share = full + resumed === 0 ? '' : say` (${shareText(resumed / (full + resumed))} resumed)`
  return [['TLS handshakes', say`${countText(full)} full, ${countText(resumed)} resumed${share}`]]
}

const joinerFacts = (joiner: Result['generator']['joiner']): (readonly [string, string])[] => {
  if (!joiner) return []
  const { traced, joined, unmatchedSamples, unmatchedLines, malformedLines } = joiner
  const missed = say`${countText(unmatchedSamples)} without a log line, ${countText(unmatchedLines)} log lines without a request, ${countText(malformedLines)} unreadable`
  return [['Traced requests', say`${countText(joined)} of ${countText(traced)} joined with nginx's log; ${missed}`]]
}
