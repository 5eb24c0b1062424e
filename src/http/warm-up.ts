import type { Buffer } from 'node:buffer'
import { PreflightError } from '../base/errors.js'
import { roundDurationText } from '../base/quantity-text.js'
import type { Front } from './exchange.js'
import { troubleOf } from './failure.js'
import { isResumed, NOBODY, type OwnedSocket } from './front-socket.js'
import type { Wiring } from './wiring.js'

/** Gets a TLS session of a front and sees that it is resumed, over two connections; rejects with a PreflightError. */
export const warmUp = async (wiring: Wiring, front: Front): Promise<void> => {
  const at = `${front.address}:${front.port}`
  const { session } = await handshake(wiring, front, at, true)
  if (session !== undefined && (await handshake(wiring, front, at, false, session)).isResumed) {
    wiring.sessions.take(front, session)
    return
  }
  const cause = session === undefined ? 'gave no TLS session' : 'did not resume the TLS session that it gave'
  throw new PreflightError(
    `${at} ${cause}: switch on its session cache or tickets, or do not ask for sessions to be resumed always`,
  )
}

interface Met {
  readonly isResumed: boolean
  readonly session?: Buffer
}

const handshake = (
  wiring: Wiring,
  front: Front,
  at: string,
  isToGiveSession: boolean,
  offered?: Buffer,
): Promise<Met> =>
  new Promise((resolve, reject) => {
    let socket: OwnedSocket
    let met: Met = { isResumed: false }
    let isSecure = false
    const settle = (error?: PreflightError): void => {
      wiring.deadlines.remove(deadline)
      socket.owner = NOBODY
      socket.destroy()
      if (error === undefined) resolve(met)
      else reject(error)
    }
    const fail = (message: string): void => settle(isSecure ? undefined : new PreflightError(message))
    const deadline = {
      deadlineUs: wiring.clock.nowUs() + wiring.connectTimeoutUs,
      expire: () => fail(`no TLS with ${at} within ${roundDurationText(wiring.connectTimeoutUs)}`),
    }
    const owner = {
      ...NOBODY,
      onSecure: () => {
        isSecure = true
        met = { ...met, isResumed: isResumed(socket) }
        if (!isToGiveSession) settle()
      },
      onSession: (session: Buffer) => {
        met = { ...met, session }
        settle()
      },
      onEnd: () => fail(`${at} closed the connection during the handshake`),
      onError: (error: Error) => fail(troubleOf(error, 'securing', at).message),
      onClose: () => fail(`${at} closed the connection during the handshake`),
    }
    socket = wiring.openSocket(front, wiring.sources.at(0), owner, offered)
    wiring.deadlines.add(deadline)
  })
