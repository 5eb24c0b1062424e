import type { Behaviour } from '../profile/event-profile.js'
import { type Operations, postOperations, WARM_OPERATIONS, WARM_WRITES } from '../tatami/operations.js'
import { touchOf } from '../tatami/touches.js'
import { callOf } from './step-calls.js'

/** Operations that one request of a step gives to the stores once the caches are warm; undefined for a step of the user's own. */
export const operationsOf = (step: string, behaviour: Behaviour, followersMean: number): Operations | undefined => {
  const call = callOf(step)
  if (call === undefined) return undefined
  if (call !== 'post') return WARM_OPERATIONS[call]
  return {
    cassandra: meanPostOperations(behaviour.postMix, followersMean),
    elasticsearch: WARM_OPERATIONS.post.elasticsearch * (1 - behaviour.postMix.private),
  }
}

/** Those of its Cassandra operations that write; the others read. */
export const writesOf = (step: string, behaviour: Behaviour, followersMean: number): number => {
  const call = callOf(step)
  if (call === undefined) return 0
  if (call !== 'post') return WARM_WRITES[call] ?? 0
  const { reply, private: unseen } = behaviour.postMix
  // A reply reads the status that it is to.
  return meanPostOperations(behaviour.postMix, followersMean) - reply * (1 - unseen)
}

/** Operations that a request of a step is sure to give to the stores, whatever the caches hold and whoever follows. */
export const sureOperationsOf = (step: string, behaviour: Behaviour): Operations => {
  const call = callOf(step)
  const most = operationsOf(step, behaviour, 0)
  const sure = (store: keyof Operations): number =>
    call !== undefined && touchOf(call, store) === 'always' ? (most?.[store] ?? 0) : 0
  return { cassandra: sure('cassandra'), elasticsearch: sure('elasticsearch') }
}

// Tags are followed by nobody unless people follow them, which no scenario does. Posts of the average author are assumed;
// a skewed graph has the same mean as long as nobody has more followers than Tatami reads.
const meanPostOperations = (mix: Behaviour['postMix'], followersMean: number): number => {
  const audience = { followers: followersMean, tagFollowers: [], mentions: mix.mention, private: false, reply: false }
  const open = postOperations(audience) + mix.reply * replyCost + mix.tag * tagCost
  return (1 - mix.private) * open + mix.private * postOperations({ ...audience, private: true })
}

const alone = { followers: 0, tagFollowers: [], mentions: 0, private: false, reply: false }
const replyCost = postOperations({ ...alone, reply: true }) - postOperations(alone)
const tagCost = postOperations({ ...alone, tagFollowers: [0] }) - postOperations(alone)
