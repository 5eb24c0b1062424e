// Runs in a network of its own, so that it may have few ports: a platform of application nodes alone, then the command twice in a row
// from one source address. Says on standard output, as JSON, how both came out. Arguments: the command, a profile, a folder for the runs.
import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const [command, profile, folder] = process.argv.slice(2)
const nodes = fork(new URL('../../dist/rehearsal/nodes-process.js', import.meta.url), [], { execArgv: [] })
const heard = once(nodes, 'message')
const size = { nginx: 1, jetty: 1, cassandra: 3, elasticsearch: 3, plain: true, faults: [] }
nodes.send({ kind: 'start', size, population: 100, seed: 1, address: '127.0.0.1' })
const [{ jettyPorts }] = await heard
const target = ['--target', `http://127.0.0.1:${jettyPorts[0]}`, '--local-ips', '127.0.0.2', '--force']

const runs = [1, 2].map((nth) => {
  const out = join(folder, `run-${nth}`)
  const { status, stderr } = spawnSync(process.execPath, [command, 'run', profile, ...target, '--out', out])
  return { status, stderr: String(stderr), result: JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')) }
})
console.log(JSON.stringify(runs))
nodes.disconnect()
