import type { Behaviour } from '../profile/event-profile.js'
import { callOf } from '../scenarios/step-calls.js'
import { type Operations, postOperations, WARM_OPERATIONS } from '../tatami/operations.js'

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
