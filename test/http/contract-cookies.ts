import { describe, expect, test } from 'vitest'
import { agentOf, answered, type CreateTransport, optionsFor, transportOf } from './asking.js'
import { answer, rawServer } from './raw-server.js'

/** What an agent remembers. */
export const cookiesContract = (create: CreateTransport) =>
  describe('cookies', () => {
    test('are sent back by the agent that got them and by no other', async () => {
      const server = await rawServer((socket, _, nth) =>
        socket.write(nth === 0 ? answer('', 'Set-Cookie: JSESSIONID=abc;Path=/') : answer('')),
      )
      const transport = transportOf(create, optionsFor(server.port))
      const [one, other] = [transport.agent(0), transport.agent(1)]
      for (const agent of [one, one, other]) await answered(agent)
      expect(server.received(0).match(/cookie: .*/gi)).toEqual(['Cookie: JSESSIONID=abc'])
      expect(server.received(1)).not.toMatch(/cookie/i)
    })

    test('a changed JSESSIONID replaces the old one, an expired cookie is gone', async () => {
      const sets = [
        'JSESSIONID=old;Path=/',
        'JSESSIONID=new;Path=/',
        'JSESSIONID=;Path=/;Expires=Thu, 01-Jan-1970 00:00:00 GMT',
      ]
      const server = await rawServer((socket, _, nth) =>
        socket.write(answer('', `Set-Cookie: ${sets[nth] ?? 'other=1'}`)),
      )
      const agent = agentOf(create, optionsFor(server.port))
      for (let i = 0; i < 4; i++) await answered(agent)
      expect(server.received(0).match(/cookie: .*/gi)).toEqual(['Cookie: JSESSIONID=old', 'Cookie: JSESSIONID=new'])
    })
  })
