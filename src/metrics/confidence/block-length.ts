/**
 * Length of the blocks in which a series must be drawn so that its autocorrelation stays in them, in values: the automatic rule for the
 * circular block bootstrap of Politis & White (Econometric Reviews 23, 2004) with the correction of Patton, Politis & White (28, 2009);
 * at most a tenth of the series, so that there are ten blocks to draw.
 */
export const blockLengthOf = (values: Float64Array): number => {
  const most = Math.max(1, Math.floor(values.length / LEAST_BLOCKS))
  const variance = autocovariance(values, 0)
  if (!(variance > 0)) return 1
  const lags = bandwidth(values, variance)
  let [weighted, longRun] = [0, variance]
  for (let lag = 1; lag <= lags; lag++) {
    const term = 2 * flatTop(lag / lags) * autocovariance(values, lag)
    weighted += lag * term
    longRun += term
  }
  // b = (2 G^2 / D)^(1/3) n^(1/3), D = 4/3 g(0)^2
  const length = Math.cbrt((1.5 * weighted ** 2 * values.length) / longRun ** 2)
  return Math.min(Math.ceil(Math.max(2 * length, Math.cbrt(values.length))), most)
}

const LEAST_BLOCKS = 10
// Lags in a row that must show nothing: max(5, sqrt(log10 n)) of the paper, which is 5 for any run.
const QUIET_LAGS = 5

// Twice the lag after which autocorrelations cannot be told from none.
const bandwidth = (values: Float64Array, variance: number): number => {
  const n = values.length
  const most = Math.min(Math.ceil(Math.sqrt(n)) + QUIET_LAGS, n - 1)
  const least = 2 * Math.sqrt(Math.log10(n) / n) * variance
  let quiet = 0
  for (let lag = 1; lag <= most; lag++) {
    quiet = Math.abs(autocovariance(values, lag)) < least ? quiet + 1 : 0
    if (quiet === QUIET_LAGS) return Math.min(2 * Math.max(lag - QUIET_LAGS, 1), most)
  }
  return most
}

const flatTop = (x: number): number => (x <= 0.5 ? 1 : 2 * (1 - x))

const autocovariance = (values: Float64Array, lag: number): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  let sum = 0
  for (let i = lag; i < values.length; i++) sum += ((values[i] ?? 0) - mean) * ((values[i - lag] ?? 0) - mean)
  return sum / values.length
}
