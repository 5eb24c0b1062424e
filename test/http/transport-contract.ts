import { describe } from 'vitest'
import type { CreateTransport } from './asking.js'
import { connectionsContract } from './contract-connections.js'
import { cookiesContract } from './contract-cookies.js'
import { faultsContract } from './contract-faults.js'
import { requestsContract } from './contract-requests.js'
import { sourcesContract } from './contract-sources.js'
import { tlsContract } from './contract-tls.js'
import { tlsOptionsContract } from './contract-tls-options.js'
import type { Traits } from './traits.js'

/** What every transport does, whoever wrote it, but for its traits. */
export const transportContract = (name: string, create: CreateTransport, traits: Traits) =>
  describe(name, () => {
    requestsContract(create, traits)
    cookiesContract(create)
    connectionsContract(create)
    faultsContract(create, traits)
    sourcesContract(create)
    tlsContract(create)
    tlsOptionsContract(create, traits)
  })
