import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Result } from '../../src/report/result.js'

const BIN = resolve(import.meta.dirname, '../../bin/tatami-load.js')

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  /** Resolves once the text was written to stderr or stdout, with all that was; rejects when the process ends before. */
  said(text: string | RegExp): Promise<string>
}

/** Starts the built command as a user does, where asked with fewer open files or none above a size in blocks; end it by awaiting `ended` or by its pid. */
export const start = (
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string>; openFiles?: number; fileBlocks?: number } = {},
): Running => {
  const command = [process.execPath, BIN, ...args]
  const limits = [
    options.openFiles === undefined ? '' : `ulimit -n ${options.openFiles} && `,
    options.fileBlocks === undefined ? '' : `ulimit -f ${options.fileBlocks} && `,
  ].join('')
  const limited = ['sh', '-c', `${limits}exec "$0" "$@"`, ...command]
  const [program = '', ...rest] = limits === '' ? command : limited
  const child = spawn(program, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', ...options.env },
    ...(options.cwd !== undefined && { cwd: options.cwd }),
  })
  const heard = { stdout: '', stderr: '' }
  const listeners = new Set<() => void>()
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      heard[name] += text
      for (const listener of listeners) listener()
    })
  const ended = new Promise<Ended>((done) => child.on('close', (code) => done({ code, ...heard })))
  const said = (text: string | RegExp) =>
    new Promise<string>((done, fail) => {
      const look = () => {
        const all = heard.stderr + heard.stdout
        if (typeof text === 'string' ? !all.includes(text) : !text.test(all)) return
        listeners.delete(look)
        done(all)
      }
      listeners.add(look)
      look()
      void ended.then(({ stderr }) => fail(new Error(`ended before it said ${text}: ${stderr}`)))
    })
  return { child, ended, said }
}

/** Runs the built command to its end. */
export const cli = (args: readonly string[], options?: Parameters<typeof start>[1]): Promise<Ended> =>
  start(args, options).ended

/** What a run's folder says in `result.json`. */
export const resultIn = (folder: string): Result =>
  JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8')) as Result
