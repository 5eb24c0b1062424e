import { bytesText } from '../base/quantity-text.js'
import type { SearchServer } from '../profile/event-profile.js'
import { fetchStores, storePackages } from '../rehearsal/stores/fetch-stores.js'
import { packageOf, titleOf } from '../servers/server-packages.js'
import type { CommandContext } from './context.js'

/** `rehearsal --fetch-stores`: the servers of `--stores real`, once, with their sizes and where they are kept. */
export const fetchRealStores = async ({ output, env }: CommandContext, search?: SearchServer): Promise<void> => {
  const downloadMib = storePackages(search).reduce((sum, name) => sum + packageOf(name).downloadMib, 0)
  output.err(`about ${downloadMib} MiB come over the network where nothing is there yet\n`)
  const fetched = await fetchStores((name) => output.err(`fetching ${titleOf(name)}\n`), {
    env,
    ...(search && { search }),
  })
  for (const { name, bytes, folder, isNew } of fetched)
    output.out(`${titleOf(name)}, ${bytesText(bytes)} in ${folder}${isNew ? '' : ', there before'}\n`)
  output.out('rehearse on them: tatami-load run --stores real --users 300 --ramp 30s --hold 3m\n')
}
