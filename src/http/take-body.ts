import type { Buffer } from 'node:buffer'
import { gunzip } from './gunzip.js'
import type { ResponseReader } from './response-reader.js'

/** The body that a reader has read, unpacked when the whole of it was kept; breaks the response when it does not unpack. */
export const takeBody = ({ fields, sink }: ResponseReader, isKept: boolean, limitBytes: number): Buffer =>
  isKept && fields.isGzipped && sink.bytes > 0 ? gunzip(sink.take(), limitBytes) : sink.take()
