import type { Clock } from '../../base/clock.js'
import type { RouteCounts } from '../../metrics/nginx-record.js'
import type { TierSink } from '../tier-source.js'
import { WaitingLine } from './waiting-line.js'

/** How requests and lines find each other without a name in common. */
export interface RouteJoinerOptions {
  readonly clock: Clock
  readonly emit: TierSink
  readonly routeOfStep: (step: number) => string | undefined
  readonly routeOfRequest: (method: string, path: string) => string | undefined
}

/** What of a request a line of its route is given. */
interface Asked {
  readonly step: number
  readonly second: number
}

interface Route {
  readonly samples: WaitingLine<Asked>
  readonly nginxUs: WaitingLine<number>
}

/**
 * Hands nginx's times to steps where no trace header tells which line is of which request: within a route, lines and requests are
 * paired in the order in which they come. So each step of the route gets as many times as it had requests, though not each request its
 * own; network times, which would be wrong request by request, are not told. Lines of somebody else on the same front cannot be told
 * apart: they take part, and only their number is seen, as lines in surplus.
 */
export class RouteJoiner {
  readonly #o: RouteJoinerOptions
  readonly #routes = new Map<string, Route>()
  #paired = 0
  #unrouted = 0

  constructor(options: RouteJoinerOptions) {
    this.#o = options
  }

  /** An answered request of a step; those of a user's own steps have no route that is known. */
  sample(step: number, second: number): void {
    const route = this.#route(this.#o.routeOfStep(step))
    if (route === undefined) return
    const nginxUs = route.nginxUs.first()
    if (nginxUs === undefined) route.samples.add({ step, second })
    else this.#pair({ step, second }, nginxUs)
  }

  /** A line that nginx spent this time on. */
  line(method: string | undefined, path: string | undefined, nginxUs: number): void {
    const isNamed = method !== undefined && path !== undefined
    const route = this.#route(isNamed ? this.#o.routeOfRequest(method, path) : undefined)
    if (route === undefined) {
      this.#unrouted++
      return
    }
    const sample = route.samples.first()
    if (sample === undefined) route.nginxUs.add(nginxUs)
    else this.#pair(sample, nginxUs)
  }

  /** Requests that still wait for a line. */
  get waitingSamples(): number {
    return this.#sum(({ samples }) => samples.length)
  }

  /** What waits counts as surplus. */
  get counts(): RouteCounts {
    return {
      paired: this.#paired,
      lineSurplus: this.#sum(({ nginxUs }) => nginxUs.left + nginxUs.length),
      sampleSurplus: this.#sum(({ samples }) => samples.left + samples.length),
      unrouted: this.#unrouted,
    }
  }

  #pair({ step, second }: Asked, nginxUs: number): void {
    this.#paired++
    this.#o.emit('nginx', step, second, nginxUs)
  }

  #route(name: string | undefined): Route | undefined {
    if (name === undefined) return undefined
    const known = this.#routes.get(name)
    if (known) return known
    const { clock } = this.#o
    const route = { samples: new WaitingLine<Asked>(clock), nginxUs: new WaitingLine<number>(clock) }
    this.#routes.set(name, route)
    return route
  }

  #sum(count: (route: Route) => number): number {
    return [...this.#routes.values()].reduce((sum, route) => sum + count(route), 0)
  }
}
