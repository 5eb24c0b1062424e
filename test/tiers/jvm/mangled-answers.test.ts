import fc from 'fast-check'
import { test } from 'vitest'
import { CACHES_PART } from '../../../src/tiers/jvm/caches-part.js'
import { JVM_PART } from '../../../src/tiers/jvm/jvm-part.js'
import { REQUESTS_PART } from '../../../src/tiers/jvm/requests-part.js'
import { SESSIONS_PART } from '../../../src/tiers/jvm/sessions-part.js'
import { THREAD_POOL_PART } from '../../../src/tiers/jvm/thread-pool-part.js'
import { mangledAnswers } from '../jolokia/mangled.js'
import { recorded } from '../jolokia/recorded-agent.js'
import { expectSoundPart } from '../jolokia/sound-part.js'

const VERSIONS = ['jetty-8.1-constructed', 'jetty-9.4.58', 'jetty-12-constructed'].map(recorded)

test.each([JVM_PART, THREAD_POOL_PART, REQUESTS_PART, SESSIONS_PART, CACHES_PART])(
  'makes only counts of mangled answers about $what',
  (part) => {
    fc.assert(
      fc.property(fc.oneof(...VERSIONS.map((answers) => mangledAnswers(part, answers))), (answers) => {
        expectSoundPart(part.read(answers))
      }),
    )
  },
)
