import { bytesText, countText, durationText, pluralText, roundDurationText } from '../base/quantity-text.js'
import { wrapped } from '../base/wrapped-text.js'
import { said } from '../language/said.js'
import { say } from '../language/say.js'
import { LAG_LIMIT_RULE } from '../verdict/lag-limit.js'
import { connectionRows } from './connection-rows.js'
import { clockText, cpuText } from './format.js'
import { FAILURE_MEANINGS } from './glossary.js'
import { healthPhrases } from './health-facts.js'
import { printable } from './printable.js'
import type { TextStyle } from './renderer.js'
import type { ErrorExample, ErrorRow, Result } from './result.js'
import { bullet, clipped, dimmed, paint, titled } from './text-style.js'
import { warningGroups } from './warning-groups.js'

/** Errors by kind, each with its first example. */
export const errorLines = ({ errors }: Result, style: TextStyle): string[] =>
  errors.length === 0
    ? []
    : titled(
        'Errors',
        errors.flatMap((row) => errorText(row, style)),
        style,
      )

/** What the generator was doing: whether to believe the rest. */
export const generatorLines = ({ generator, requests, connections }: Result, style: TextStyle): string[] => {
  const { shards, lag, lagLimitUs, cpuSeconds, rssBytes, handshakes, joiner } = generator
  const facts = [
    `${pluralText(shards, 'shard')}${missingText(generator)}`,
    lag
      ? say`schedule lag p50 ${durationText(lag.p50)}, p99 ${durationText(lag.p99)} (limit ${roundDurationText(lagLimitUs)}), max ${durationText(lag.max)}`
      : say`no schedule lag measured`,
    say`CPU ${cpuText(cpuSeconds)}`,
    say`memory ${bytesText(rssBytes)}`,
    say`due ${countText(requests.due)} = sent ${countText(requests.sent)} + dropped ${countText(requests.dropped)}`,
    ...(requests.inFlight > 0 ? [say`${countText(requests.inFlight)} in flight at the end`] : []),
    ...(handshakes && connectionRows(connections).length === 0
      ? [say`TLS handshakes: ${countText(handshakes.full)} full, ${countText(handshakes.resumed)} resumed`]
      : []),
    ...(joiner ? [say`traces: ${countText(joiner.joined)} of ${countText(joiner.traced)} joined`] : []),
  ]
  const health = healthPhrases(generator.health)
  const opened = connectionRows(connections).map(
    ({ name, times: { count, p50, p99, max }, peakPerSec }) =>
      say`${pluralText(count, name)}, at most ${countText(peakPerSec)}/s: p50 ${durationText(p50)}, p99 ${durationText(p99)}, max ${durationText(max)}`,
  )
  const lines = [facts, opened, health].flatMap((some) =>
    some.length > 0 ? wrapped(some.join(' · '), style.columns) : [],
  )
  const rule = lag ? dimmed(say`limit of the lag's p99: ${said(LAG_LIMIT_RULE)}`, style) : []
  return titled('Generator', [...lines, ...rule], style)
}

const missingText = ({ shardDeaths, silences }: Result['generator']): string => {
  const still = new Set(silences.map(({ shard }) => shard)).size
  return `${shardDeaths.length > 0 ? say`, ${shardDeaths.length} died` : ''}${still > 0 ? say`, ${still} stood still` : ''}`
}

/** What to know before trusting the numbers. */
export const warningLines = (result: Result, style: TextStyle): string[] => {
  const lines = warningGroups(result).flatMap(({ code, title, texts }) => [
    `${paint(style, 'yellow', printable(said(title)))} (${printable(code)})`,
    ...texts.flatMap((text) => bullet(printable(said(text)), style.columns)),
  ])
  return lines.length === 0 ? [] : titled('Warnings', lines, style)
}

const errorText = ({ kind, count, examples }: ErrorRow, style: TextStyle): string[] => {
  const head = `${paint(style, 'red', kind)} ${countText(count)}`
  const [first] = examples
  return [
    ...wrapped(`${head} – ${said(FAILURE_MEANINGS[kind])}`, style.columns),
    ...(first ? wrapped(exampleText(first), style.columns, '  ').map((line) => paint(style, 'dim', line)) : []),
  ]
}

const exampleText = ({ step, atUs, status, message, body }: ErrorExample): string => {
  const answer = status === null ? say`no answer` : say`status ${status}`
  const text = say`e.g. ${step} at ${clockText(atUs)}, ${answer}: ${said(message)}${body === '' ? '' : `: ${clipped(body, 120)}`}`
  return printable(text)
}
