// What a Java with a server in it shows of itself: the answers of its Jolokia agent, lines in its log, and its end.
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'

const args = process.argv.slice(2)
const [, port, address] = /=port=(\d+),host=([\d.]+),/.exec(args.find((arg) => arg.startsWith('-javaagent:'))) ?? []
const behaviour = args.at(-1)
console.log('coming up')
if (behaviour === 'fails') {
  console.error('ERROR the disk is upside down\n  at some.Class')
  process.exit(3)
}
if (behaviour === 'stubborn') process.on('SIGTERM', () => console.log('no'))
if (behaviour !== 'silent') createServer((_, answer) => answer.end('{}')).listen(Number(port), address)
writeFileSync('arguments', args.join('\n'))
console.log('up')
setInterval(() => undefined, 1_000_000)
