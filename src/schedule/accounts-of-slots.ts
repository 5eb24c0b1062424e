/**
 * Which account plays the `session`-th session of user slot `slot`. A leaver is replaced at once: by a person who was not
 * there before where there are two accounts for each slot, otherwise by the same account, coming back. Two slots never
 * share an account, so a login never ends another user's session.
 */
export const accountIndex = (slot: number, session: number, users: number, accounts: number): number =>
  accounts >= 2 * users && session % 2 === 1 ? slot + users : slot
