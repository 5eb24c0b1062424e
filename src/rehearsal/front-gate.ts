import { answerText } from './answer-text.js'
import type { AppReply } from './app-reply.js'
import type { Serve } from './conversation.js'
import type { FaultPlan } from './fault-plan.js'
import type { Pacemaker } from './pacemaker.js'
import { ServerPool } from './server-pool.js'
import type { StackModel } from './stack-model.js'

const GO_AHEAD: AppReply = { status: 204, headers: '', body: '', framing: 'length' }

/**
 * What nginx's `auth_request` asks before each request, since stock nginx has no delay of its own: answers 204 after the
 * latency that acts, and while nginx is slow or scarce, after a turn at one of its finite slots.
 */
export const frontGate = (
  fronts: number,
  model: StackModel['nginx'],
  faults: FaultPlan,
  pacemaker: Pacemaker,
): Serve => {
  const pools = Array.from({ length: fronts }, () => new ServerPool(model.slots))
  return (request, send) => {
    const front = frontNumber(request.path, fronts)
    const answer = answerText(GO_AHEAD, request)
    pacemaker.now((nowUs) => {
      const slowness = faults.slowness('nginx', front, nowUs)
      const isFree = slowness === 1 && !model.isFinite
      const slottedUs = isFree ? nowUs : pools[front - 1]?.finishUs(nowUs, model.serviceUs * slowness)
      const dueUs = (slottedUs ?? nowUs) + faults.latencyUs('nginx', front, nowUs)
      if (dueUs > nowUs) pacemaker.queue.schedule(dueUs, () => send(answer))
      else send(answer)
    })
  }
}

const frontNumber = (path: string, fronts: number): number => {
  const number = Number(path.slice(1))
  return Number.isInteger(number) && number >= 1 && number <= fronts ? number : 1
}
