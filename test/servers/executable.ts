import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** An environment whose search path has a shell script under a program's name before all others. */
export const withExecutable = (folder: string, name: string, script: string): NodeJS.ProcessEnv => {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return { PATH: [folder, '/usr/bin', '/bin'].join(delimiter) }
}
