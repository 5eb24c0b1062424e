import fc from 'fast-check'
import { test } from 'vitest'
import { BACKLOG_PART } from '../../../src/tiers/cassandra/backlog-part.js'
import { latencyPart } from '../../../src/tiers/cassandra/latency-part.js'
import { POOLS_PART } from '../../../src/tiers/cassandra/pools-part.js'
import { REFUSALS_PART } from '../../../src/tiers/cassandra/refusals-part.js'
import { mangledAnswers } from '../jolokia/mangled.js'
import { recorded } from '../jolokia/recorded-agent.js'
import { expectSoundPart } from '../jolokia/sound-part.js'

const VERSIONS = ['cassandra-1.2-constructed', 'cassandra-3.0-constructed', 'cassandra-5.0.9'].map(recorded)

test.each([latencyPart(), REFUSALS_PART, POOLS_PART, BACKLOG_PART])(
  'makes only counts of mangled answers about $what',
  (part) => {
    fc.assert(
      fc.property(fc.oneof(...VERSIONS.map((answers) => mangledAnswers(part, answers))), (answers) => {
        expectSoundPart(part.read(answers))
      }),
    )
  },
)
