import { expect, test } from 'vitest'
import { statusPagesOf } from '../../src/run/status-pages.js'

const tls = { insecure: true }

test('a page is asked where its URL says, over TLS as the platform is', () => {
  expect(statusPagesOf(['http://10.0.0.7/nginx_status', 'https://[::1]:8443/status?plain'], tls)).toEqual([
    { front: { host: '10.0.0.7', address: '10.0.0.7', port: 80 }, path: '/nginx_status' },
    { front: { host: '[::1]:8443', address: '::1', port: 8443 }, path: '/status?plain', tls },
  ])
})

test('a page over TLS beside a plain platform is verified by the built-in roots', () => {
  expect(statusPagesOf(['https://tatami.bank.example/status'])).toMatchObject([{ tls: { insecure: false } }])
})
