import type { Renderer } from './renderer.js'

/** `result.json`: the result itself; its shape is `docs/schemas/result.schema.json`. */
export const jsonReport: Renderer = {
  needs: 'result',
  file: 'result.json',
  readers: 'programs',
  render: (result) => `${JSON.stringify(result, null, 1)}\n`,
}
