// The root of the package brings all languages along: 30 MiB in every process.
import { faker } from '@faker-js/faker/locale/en'
import { KNOWN_WORDS } from '../tatami/population.js'

const POOL_SIZE = 1_000
const POOL_SEED = 3_111

let pool: readonly string[] | undefined

/** A pool of post texts: the same in every process, whatever the seed of the run. */
export const generatedTexts = (): readonly string[] => {
  pool ??= generate()
  return pool
}

const generate = (): readonly string[] => {
  faker.seed(POOL_SEED)
  return Array.from({ length: POOL_SIZE }, (_, i) => {
    // Begins with a word that searches look for, and leaves out what a server may escape.
    const word = KNOWN_WORDS[i % KNOWN_WORDS.length]
    const sentences = Array.from({ length: 1 + (i % 3) }, () => faker.hacker.phrase()).join(' ')
    return `${word}: ${sentences}`.replaceAll(/[<>&"'@#]/g, '')
  })
}
