import type { Buffer } from 'node:buffer'
import { gunzipSync } from 'node:zlib'
import { BrokenResponse } from './broken-response.js'

/** The text inside a gzipped body; one that is damaged, cut short or larger than `limitBytes` breaks the response. */
export const gunzip = (body: Buffer, limitBytes: number): Buffer => {
  try {
    return gunzipSync(body, { maxOutputLength: limitBytes })
  } catch {
    throw new BrokenResponse('a gzipped body that does not unpack within the limit')
  }
}
