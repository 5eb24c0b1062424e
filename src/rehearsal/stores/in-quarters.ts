/** Tells a share from 0 to 1 as a percentage, each time that another quarter is passed. */
export const inQuarters = (tell: (percent: number) => void): ((share: number) => void) => {
  let told = 0
  return (share) => {
    const quarters = Math.floor(share * 4)
    if (quarters <= told) return
    told = quarters
    tell(quarters * 25)
  }
}
