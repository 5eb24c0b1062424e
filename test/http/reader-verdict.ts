import { BrokenResponse } from '../../src/http/broken-response.js'
import { gunzip } from '../../src/http/gunzip.js'
import { type ResponseLimits, ResponseReader } from '../../src/http/response-reader.js'
import type { Verdict } from './node-verdict.js'

const ROOMY: ResponseLimits = { headBytes: 65_536, bodyBytes: 1_000_000 }

/** What the reader makes of the answer to a GET (or HEAD), read in the given pieces and then closed. */
export const readerVerdict = (
  pieces: readonly Buffer[],
  { limits = ROOMY, isToHead = false }: { readonly limits?: ResponseLimits; readonly isToHead?: boolean } = {},
): Verdict => {
  const reader = new ResponseReader(limits)
  reader.begin(isToHead, true)
  try {
    const isOver = pieces.filter(({ length }) => length > 0).map((piece) => reader.read(piece, piece.length))
    if (!isOver.at(-1) && !reader.endsByClose) return { text: 'broken', why: 'cut short' }
    return {
      text: `${reader.fields.status} ${unpacked(reader, limits.bodyBytes).toString('latin1')}`,
      why: 'whole',
    }
  } catch (error) {
    if (!(error instanceof BrokenResponse)) throw error
    return { text: 'broken', why: error.message }
  }
}

// By the byte and not as text, which would hide what is no UTF-8.
const unpacked = ({ fields, sink }: ResponseReader, limitBytes: number): Buffer =>
  fields.isGzipped && sink.bytes > 0 ? gunzip(sink.take(), limitBytes) : sink.take()
