import { expect, test } from 'vitest'
import { sourceCheckText, unwatchedTiers } from '../../src/cli/source-check-text.js'
import type { SourceCheck } from '../../src/tiers/check-sources.js'

const found = (node: string) => ({
  source: 'elasticsearch' as const,
  tier: 'elasticsearch' as const,
  node,
  kind: 'found' as const,
  finding: {
    version: 'Elasticsearch 7.17.29',
    gives: ['counts and means', 'heap'],
    lacks: [{ what: 'percentiles' }, { what: 'whole searches', remedy: 'PUT /_cluster/settings\n{"a": 1}' }],
  },
})
const gone: SourceCheck = {
  source: 'cassandra-jmx',
  tier: 'cassandra',
  node: 'c1:8778',
  kind: 'refused',
  reason: 'c1:8778 does not answer (ECONNREFUSED)',
}

test('tier by tier, what each node gives, and once what they lack with the lines that help', () => {
  expect(sourceCheckText([found('e1:9200'), gone, found('e2:9200')], 80)).toEqual([
    'cassandra',
    '  c1:8778 (cassandra-jmx)',
    '    no: c1:8778 does not answer (ECONNREFUSED)',
    '',
    'elasticsearch',
    '  e1:9200 (elasticsearch)',
    '    Elasticsearch 7.17.29; gives counts and means; heap',
    '  e2:9200 (elasticsearch)',
    '    Elasticsearch 7.17.29; gives counts and means; heap',
    '  lacks percentiles (e1:9200, e2:9200)',
    '  lacks whole searches (e1:9200, e2:9200); to have it:',
    '      PUT /_cluster/settings',
    '      {"a": 1}',
  ])
})

test('a node that gives nothing yet says so', () => {
  const nothing: SourceCheck = { ...found('e1:9200'), finding: { version: 'nginx', gives: [], lacks: [] } }
  expect(sourceCheckText([nothing], 80)).toContain('    nginx; gives nothing yet')
})

test('tiers of which nobody is named', () => {
  expect(unwatchedTiers([gone])).toEqual(['nginx', 'jetty', 'elasticsearch'])
})
