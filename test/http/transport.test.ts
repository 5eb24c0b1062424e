import { createTransport } from '../../src/http/transport.js'
import { LEAN } from './traits.js'
import { transportContract } from './transport-contract.js'

transportContract('the lean transport', createTransport, LEAN)
