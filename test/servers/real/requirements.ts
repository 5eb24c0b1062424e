import { spawnSync } from 'node:child_process'
import { findJdk } from '../../../src/servers/jdk.js'

/** Before the first test: without Java and Maven there is one line to say, and nothing to test. */
export default async (): Promise<void> => {
  const missing = await whatIsMissing()
  if (missing === undefined) return
  console.error(`test:servers: ${missing}`)
  process.exit(1)
}

const whatIsMissing = async (): Promise<string | undefined> => {
  try {
    await findJdk()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  const { error } = spawnSync('mvn', ['--version'])
  return error && 'Maven brings the real servers, and there is no mvn on the search path: install it'
}
