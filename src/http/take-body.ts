import { gunzip } from './gunzip.js'
import type { ResponseReader } from './response-reader.js'

/** The text of the body that a reader has read, unpacked when the whole of it was kept; breaks the response when it does not unpack. */
export const takeBody = ({ fields, sink }: ResponseReader, isKept: boolean, limitBytes: number): string =>
  isKept && fields.isGzipped && sink.bytes > 0 ? gunzip(sink.take(), limitBytes).toString() : sink.takeText()
