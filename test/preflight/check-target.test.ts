import { readFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { PreflightError, UsageError } from '../../src/base/errors.js'
import { checkTarget } from '../../src/preflight/check-target.js'
import { DEFAULT_PATIENCE } from '../../src/preflight/patience.js'
import type { Target } from '../../src/profile/event-profile.js'
import { hostNodes } from '../../src/rehearsal/hosted-nodes.js'
import { accounts, CA_FILE, type FakeOptions, freePort, PAGES, startFake, tlsFile } from './fake-tatami.js'

const open: { close(): void | Promise<void> }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

const fake = async (options: FakeOptions = {}) => {
  const started = await startFake(options)
  open.push(started)
  return started
}

/** The one sentence that a target is refused with. */
const refusal = async (target: Target, patience = { connectMs: 5_000, answerMs: 10_000 }): Promise<string> => {
  try {
    await checkTarget(target, accounts(), patience)
  } catch (error) {
    if (!(error instanceof PreflightError)) throw error
    expect(error.message).not.toContain('\n')
    expect(error.message).not.toContain('open-sesame')
    return error.message
  }
  return 'not refused'
}

describe('checkTarget', () => {
  it('says what a platform shows of itself', async () => {
    const platform = await fake({ serverTiming: 'jetty;dur=1' })
    expect(await checkTarget(platform.target(), accounts())).toEqual({
      fronts: [{ host: `127.0.0.1:${platform.port}`, address: '127.0.0.1', port: platform.port }],
      server: 'Jetty(8.1.13)',
      version: '3.1',
      serverTiming: true,
      gzip: false,
      warnings: [],
    })
  })

  it('logs the first and the last account in and out again', async () => {
    const platform = await fake()
    await checkTarget(platform.target(), accounts(40))
    expect(platform.seen.filter((line) => line.includes('rest'))).toEqual([
      'GET /tatami/rest/users/user0',
      'GET /tatami/rest/users/user39',
    ])
    expect(platform.seen.filter((line) => line === 'GET /tatami/logout')).toHaveLength(2)
  })

  it('tries a single account once', async () => {
    const platform = await fake()
    await checkTarget(platform.target(), accounts(1))
    expect(platform.seen.filter((line) => line.startsWith('POST'))).toHaveLength(1)
  })

  it('warns that the tiers stay dark without Server-Timing', async () => {
    const { serverTiming, warnings } = await checkTarget((await fake()).target(), accounts())
    expect(serverTiming).toBe(false)
    expect(warnings).toEqual([expect.stringContaining('no Server-Timing')])
  })

  it('reads a compressed page', async () => {
    const page = gzipSync(PAGES['3.1'])
    const platform = await fake({
      listener: (request, response) => {
        if (request.method === 'POST') response.writeHead(302, { Location: '/' }).end()
        else response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(page)
      },
    })
    expect(await checkTarget(platform.target(), accounts())).toMatchObject({ gzip: true, version: '3.1' })
  })

  it('is content with the nodes of the rehearsal, as 3.1 and with their times', async () => {
    const size = { nginx: 1, jetty: 1, cassandra: 3, elasticsearch: 3, plain: true, faults: [] }
    const nodes = await hostNodes({ kind: 'start', size, population: 100, seed: 7, address: '127.0.0.1' })
    open.push(nodes)
    const url = `http://127.0.0.1:${nodes.ready.jettyPorts[0]}`
    const book = { count: 100, at: (i: number) => ({ login: `user${i}@bank.example`, password: 'tatami' }) }
    const findings = await checkTarget({ urls: [url], resolve: [], insecure: false, authorisedHosts: [] }, book)
    expect(findings).toMatchObject({ version: '3.1', serverTiming: true, warnings: [] })
  })
})

describe('the version', () => {
  it.each(['3.1', '3.1 bundled', '3.1 session in the form'] as const)('of a page of %s is right', async (page) =>
    expect(await checkTarget((await fake({ page: PAGES[page] })).target(), accounts())).toMatchObject({
      version: '3.1',
    }),
  )

  it('is told by the missing Accept header where the page does not tell', async () => {
    const platform = await fake({ page: PAGES.unmarked })
    expect(await checkTarget(platform.target(), accounts())).toMatchObject({ version: '3.1' })
  })

  it('is a matter of a warning where nothing tells', async () => {
    const platform = await fake({ page: PAGES.unmarked, statusWithoutAccept: 200 })
    const { version, warnings } = await checkTarget(platform.target(), accounts())
    expect(version).toBe('unknown')
    expect(warnings).toContainEqual(expect.stringContaining('cannot be told'))
  })

  it.each([
    ['3.0', 'is Tatami 3.0,'],
    ['3.0 bundled', 'is Tatami 3.0.0,'],
    ['4.x', 'is Tatami 4.x,'],
    ['other', "is not Tatami's login page"],
  ] as const)('of a page of %s is refused', async (page, text) =>
    expect(await refusal((await fake({ page: PAGES[page] })).target())).toContain(text),
  )

  it('is not looked for on an error page', async () =>
    expect(await refusal((await fake({ pageStatus: 502 })).target())).toContain('answers 502, not a login page'))
})

describe('a login', () => {
  it.each(['user0@bank.example', 'user2@bank.example'])(
    'of %s that is refused is named, without the password',
    async (login) =>
      expect(await refusal((await fake({ refused: [login] })).target())).toContain(`refuses the login of ${login}`),
  )

  it('that ends in an error is no login', async () =>
    expect(await refusal((await fake({ loginStatus: 500 })).target())).toContain(
      'answers the login of user0@bank.example with 500',
    ))

  it('that does not hold is no login', async () =>
    expect(await refusal((await fake({ restStatus: 302 })).target())).toContain(
      'user0@bank.example logs in at http://127.0.0.1',
    ))
})

describe('a connection', () => {
  it('that nobody takes is refused with address and port', async () => {
    const port = await freePort()
    const target = { urls: [`http://localhost:${port}`], resolve: [{ host: 'localhost', port, address: '127.0.0.1' }] }
    expect(await refusal({ ...target, insecure: false, authorisedHosts: [] })).toBe(
      `nothing is listening on 127.0.0.1:${port} (http://localhost:${port}): start the platform, or correct --target`,
    )
  })

  it('is tried at every address', async () => {
    const platform = await fake()
    const { port } = platform
    const resolve = ['127.0.0.1', '127.0.0.77'].map((address) => ({ host: 'front.test', port, address }))
    expect(await refusal(platform.target({ urls: [`http://front.test:${port}`], resolve }))).toContain(
      `nothing is listening on 127.0.0.77:${port}`,
    )
  })

  it.each<[string, (socket: Socket) => void, string]>([
    ['answers nothing', () => undefined, 'gave no whole answer within 300 ms'],
    [
      'sends a head and no end',
      (socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n<html>'),
      'gave no whole answer within 300 ms',
    ],
    ['closes at once', (socket) => socket.destroy(), 'closed the connection without an answer'],
    ['speaks something else', (socket) => socket.write('220 mail ready\r\n'), 'gave no usable answer'],
  ])('to a server that %s ends soon', async (_, behave, text) => {
    const { port } = await rawServer(behave)
    const target = { urls: [`http://127.0.0.1:${port}`], resolve: [], insecure: false, authorisedHosts: [] }
    expect(await refusal(target, { connectMs: 300, answerMs: 300 })).toContain(text)
  })

  it('that answers without end is refused', async () => {
    const { port } = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      const more = () => void socket.write('x'.repeat(65_536), (error) => (error ? undefined : more()))
      more()
    })
    const target = { urls: [`http://127.0.0.1:${port}`], resolve: [], insecure: false, authorisedHosts: [] }
    expect(await refusal(target)).toContain('answers with more than any page of Tatami has')
  })
})

describe('a certificate', () => {
  const pinned = (port: number, name: string): Partial<Target> => ({
    urls: [`https://${name}:${port}`],
    resolve: [{ host: name, port, address: '127.0.0.1' }],
  })

  it('of an authority that is named is accepted', async () => {
    const platform = await fake({ tls: true })
    const target = platform.target({ ...pinned(platform.port, 'front.test'), caFile: CA_FILE })
    expect(await checkTarget(target, accounts())).toMatchObject({ version: '3.1' })
  })

  it('of an authority that nobody named is refused, with the remedy', async () => {
    const platform = await fake({ tls: true })
    expect(await refusal(platform.target(pinned(platform.port, 'front.test')))).toMatch(
      /certificate of https:\/\/front\.test:\d+ at 127\.0\.0\.1:\d+ is not accepted .*--cacert FILE.*--insecure/,
    )
  })

  it('for another name is refused', async () => {
    const platform = await fake({ tls: true })
    const target = platform.target({ ...pinned(platform.port, 'other.test'), caFile: CA_FILE })
    expect(await refusal(target)).toMatch(/certificate of https:\/\/other\.test:\d+ .* is not accepted .*other\.test/)
  })

  it('is not looked at where it need not be', async () => {
    const platform = await fake({ tls: true })
    const target = platform.target({ ...pinned(platform.port, 'other.test'), insecure: true })
    expect(await checkTarget(target, accounts())).toMatchObject({ version: '3.1' })
  })

  it('does not come from a plain port', async () => {
    const { port } = await fake()
    const target = { urls: [`https://127.0.0.1:${port}`], resolve: [], insecure: true, authorisedHosts: [] }
    expect(await refusal(target)).toContain(`127.0.0.1:${port} does not speak TLS`)
  })

  const client = { certFile: tlsFile('client.pem'), keyFile: tlsFile('client-key.pem') }

  it('of our own is shown to a platform that asks for one', async () => {
    const platform = await fake({ tls: { requestCert: true, ca: readFileSync(tlsFile('client-ca.pem')) } })
    const target = platform.target({ ...pinned(platform.port, 'front.test'), caFile: CA_FILE, client })
    expect(await checkTarget(target, accounts())).toMatchObject({ version: '3.1' })
  })

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('of our own that is wanted and missing is told over %s', async (version) => {
    const tls = { requestCert: true, ca: readFileSync(tlsFile('client-ca.pem')), maxVersion: version }
    const platform = await fake({ tls })
    const target = platform.target({ ...pinned(platform.port, 'front.test'), caFile: CA_FILE })
    expect(await refusal(target)).toMatch(/(broke off|closed) .*client certificate.*--cert FILE --key FILE/)
  })

  it('is not even seen where no version of TLS is common', async () => {
    const platform = await fake({ tls: { maxVersion: 'TLSv1.2' } })
    const target = platform.target({ ...pinned(platform.port, 'front.test'), caFile: CA_FILE })
    const bounds = { minVersion: 'TLSv1.3', maxVersion: 'TLSv1.3', resumption: 'as-offered' } as const
    await expect(checkTarget(target, accounts(), DEFAULT_PATIENCE, bounds)).rejects.toThrow(/widen --tls-min/)
  })

  it('cannot be checked against a file that is not there', async () =>
    expect(checkTarget((await fake({ tls: true })).target({ caFile: '/nowhere/ca.pem' }), accounts())).rejects.toThrow(
      UsageError,
    ))
})

const rawServer = async (behave: (socket: Socket) => void): Promise<{ readonly port: number }> => {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined))
    socket.once('data', () => behave(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  })
  const address = server.address()
  return { port: address !== null && typeof address === 'object' ? address.port : 0 }
}
