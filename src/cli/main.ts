import { readFileSync } from 'node:fs'
import { Command } from 'commander'

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

const program = new Command('tatami-load')
  .description('Load tester for Tatami: will the platform hold, and which tier gives way first')
  .version(version)

await program.parseAsync()
