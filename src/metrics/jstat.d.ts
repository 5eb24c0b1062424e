// jStat comes without types; what is used of it.
declare module 'jstat' {
  const jStat: {
    readonly studentt: { inv(probability: number, degreesOfFreedom: number): number }
    readonly normal: { cdf(value: number, mean: number, deviation: number): number }
  }
  export default { jStat }
}
