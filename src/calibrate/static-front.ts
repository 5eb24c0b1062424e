import type { Nginx } from '../rehearsal/find-nginx.js'
import { startFronts } from '../rehearsal/fronts.js'
import { nginxFronts } from '../rehearsal/nginx-front.js'
import { frontUsage } from '../rehearsal/stack-usage.js'
import type { OpenTarget } from '../run/open-target.js'
import type { Stack } from '../servers/stack.js'
import { staticConfig } from './static-config.js'

export interface StaticFrontPlan {
  readonly tls: boolean
  readonly connections: number
  /** Each gets a worker, so that it is not nginx that is slow. */
  readonly cores: number
}

/** Starts an nginx that answers by itself as a part of the stack, and ends with that. Throws a PreflightError when it does not come up. */
export const startStaticFront = async (nginx: Nginx, stack: Stack, plan: StaticFrontPlan): Promise<OpenTarget> => {
  const { tls, connections, cores } = plan
  const kind = nginxFronts(nginx, (config) => staticConfig(config, cores))
  const { fronts, ca, processes } = await startFronts(
    stack,
    { count: 1, users: connections, plain: !tls, pagesShow: true },
    { nodes: [] },
    kind,
  )
  const pids = processes.map(({ pid }) => pid ?? -1)
  return {
    meta: {
      url: `${tls ? 'https' : 'http'}://${fronts[0]?.host}`,
      kind: 'rehearsal',
      description: `nginx ${nginx.version}`,
    },
    fronts,
    ...(ca !== undefined && { tls: { insecure: false, ca } }),
    requestSources: { accessLogs: [] },
    statusPages: [],
    nodeReaders: [],
    queries: [],
    setEpoch: () => undefined,
    usage: async () => {
      const usage = await frontUsage(pids)
      return usage ? [{ name: 'nginx', ...usage }] : []
    },
    died: stack.died,
    close: () => stack.stop(),
  }
}
