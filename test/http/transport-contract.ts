import { describe } from 'vitest'
import type { CreateTransport } from './asking.js'
import { connectionsContract } from './contract-connections.js'
import { cookiesContract } from './contract-cookies.js'
import { faultsContract } from './contract-faults.js'
import { requestsContract } from './contract-requests.js'
import { tlsContract } from './contract-tls.js'
import { tlsOptionsContract } from './contract-tls-options.js'

/** What every transport does, whoever wrote it. */
export const transportContract = (name: string, create: CreateTransport) =>
  describe(name, () => {
    requestsContract(create)
    cookiesContract(create)
    connectionsContract(create)
    faultsContract(create)
    tlsContract(create)
    tlsOptionsContract(create)
  })
