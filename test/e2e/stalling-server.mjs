// A server that answers every request after 1 ms; it stalls when it is stopped. Says its port on standard output, and tells who started
// it how many milliseconds after a stall it had answered as many requests as its argument says.
import { createServer } from 'node:net'
import { performance } from 'node:perf_hooks'

const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'
const gathered = Number(process.argv[2])
const waiting = []
let [aliveMs, thawedMs, answered] = [performance.now(), Number.POSITIVE_INFINITY, 0]

// Whatever runs first after a stall notices it.
const nowMs = () => {
  const now = performance.now()
  if (now - aliveMs > 1_000) [thawedMs, answered] = [now, 0]
  aliveMs = now
  return now
}
setInterval(nowMs, 100)

const server = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => undefined)
  socket.on('data', () => {
    if (waiting.push({ socket, atMs: nowMs() + 1 }) === 1) answerDue()
  })
})

// Not by timers, which are up to a millisecond late.
const answerDue = () => {
  const now = nowMs()
  while (waiting[0]?.atMs <= now) {
    waiting.shift().socket.write(ANSWER)
    answered++
    if (answered === gathered && now > thawedMs) process.send(now - thawedMs)
  }
  if (waiting.length > 0) setImmediate(answerDue)
}

server.listen(0, '127.0.0.1', () => console.log(server.address().port))
process.on('disconnect', () => process.exit(0))
