import type { Dispatcher } from 'undici'
import type { HttpRequest } from './exchange.js'

/**
 * A request as undici takes it, from the text that would go on the wire: the same fields in the same order, but for Content-Length,
 * which undici adds by itself.
 */
export const undiciRequest = ({ method, path, body }: HttpRequest, text: string): Dispatcher.DispatchOptions => {
  const lines = text.slice(0, text.indexOf('\r\n\r\n')).split('\r\n').slice(1)
  const headers = lines.flatMap((line) => {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon)
    return name.toLowerCase() === 'content-length' ? [] : [name, line.slice(colon + 1).trim()]
  })
  return { method, path, headers, body: body ?? null }
}
