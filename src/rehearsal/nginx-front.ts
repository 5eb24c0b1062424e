import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dyingWithParent } from '../servers/dying-with-parent.js'
import { lastLine } from '../servers/last-line.js'
import type { Stack } from '../servers/stack.js'
import { StackProcess } from '../servers/stack-process.js'
import type { Nginx } from './find-nginx.js'
import type { FrontPlace } from './front-place.js'
import type { FrontKind } from './fronts.js'
import { accessLogPath, type NginxConfig, nginxConfig } from './nginx-config.js'

/** Fronts that are real nginx, each with a master, a folder and a log of its own; `configOf` writes the nginx.conf. */
export const nginxFronts = (nginx: Nginx, configOf: ConfigText = nginxConfig): FrontKind => ({
  addresses: (_capacity, count) => count,
  start: (stack, place) => start(nginx, configOf, stack, place),
  accessLog: (stack, { number }) => accessLogPath(folderOf(stack, number)),
  complaint: (stack, { number }) => complaint(folderOf(stack, number)),
})

type ConfigText = (config: NginxConfig) => string

const folderOf = ({ folder }: Stack, number: number): string => `${folder}/nginx-${number}`

const start = async (nginx: Nginx, configOf: ConfigText, stack: Stack, place: FrontPlace): Promise<StackProcess> => {
  const folder = folderOf(stack, place.number)
  const path = `${folder}/nginx.conf`
  await mkdir(folder, { mode: 0o700 })
  await writeFile(path, configOf({ ...place, ...SYSTEM, version: nginx.version, folder }))
  const stderr = openSync(stderrPath(folder), 'w')
  // Every part of a stack works in the stack's folder: that is how the watchdog knows them.
  const child = spawn(...dyingWithParent(nginx.path, ['-p', folder, '-c', path]), {
    cwd: stack.folder,
    detached: true,
    stdio: ['ignore', 'ignore', stderr],
  })
  closeSync(stderr)
  return new StackProcess(`nginx ${place.number}`, child)
}

const SYSTEM = { isRoot: process.getuid?.() === 0, reuseport: process.platform === 'linux' }

const FATAL = /\[emerg\]/

const complaint = (folder: string): string | undefined => {
  const said = lastLine(`${folder}/error.log`, FATAL) ?? lastLine(stderrPath(folder), FATAL)
  // Its time and process number tell a reader nothing.
  return said?.replace(/^[\d/]+ [\d:]+ (\[\w+\]) [\d#]+: /, '$1 ')
}

const stderrPath = (folder: string): string => `${folder}/stderr.log`
