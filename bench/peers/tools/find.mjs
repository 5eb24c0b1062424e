// Where a peer is, and which version.
import { execFileSync } from 'node:child_process'
import { accessSync, constants, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The executable's path: in the folders of PEERS_PATH first, then in those of PATH; undefined when it is in neither. */
export const find = (name) =>
  [process.env.PEERS_PATH, process.env.PATH]
    .flatMap((folders) => (folders ? folders.split(delimiter) : []))
    .map((folder) => join(folder, name))
    .find(isExecutable)

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The first version number in what the program says when it is asked so. */
export const saidBy =
  (...args) =>
  (file) =>
    versionIn(said(file, args))

/** The version of the module that a Go program was built from. */
export const goModule = (file) =>
  versionIn(/^\tmod\t.*$/m.exec(said('go', ['version', '-m', file]))?.[0].split('\t')[3] ?? '')

/** The first version number behind some text in a file beside the peers. */
export const pinnedIn = (path, before) => () => {
  const text = readFileSync(new URL(path, import.meta.url), 'utf8')
  return versionIn(text.slice(text.indexOf(before) + before.length))
}

// Some say it on standard error, some with an exit code.
const said = (file, args) => {
  try {
    return execFileSync(file, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch (error) {
    return String(error.stdout ?? '')
  }
}

const versionIn = (text) => /\d+\.\d+(\.\d+)?/.exec(text)?.[0] ?? 'unknown'
