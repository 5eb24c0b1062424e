/** Text from a server that anybody may have written, fit for one line of ours: without control characters and direction marks, and cut. */
export const foreignText = (text: string, longest: number): string => {
  // Only what may be kept is looked at: a character takes two places at most.
  const head = text.slice(0, 2 * longest)
  const characters = [...head.replace(UNFIT, ' ').replace(/ {2,}/g, ' ').trim()]
  const isWhole = characters.length <= longest && head === text
  return isWhole ? characters.join('') : `${characters.slice(0, longest - 1).join('')}…`
}

const UNFIT = /[\p{C}\p{Zl}\p{Zp}\s]/gu
