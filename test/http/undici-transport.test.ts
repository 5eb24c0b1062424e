import { createUndiciTransport } from '../../src/http/undici-transport.js'
import { UNDICI } from './traits.js'
import { transportContract } from './transport-contract.js'

transportContract('undici', createUndiciTransport, UNDICI)
