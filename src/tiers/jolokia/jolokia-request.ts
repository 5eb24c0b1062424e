/** One thing that is asked of a JVM's management beans. */
export type JolokiaRequest =
  | { readonly type: 'read'; readonly mbean: string; readonly attribute: readonly string[] }
  | {
      readonly type: 'exec'
      readonly mbean: string
      readonly operation: string
      readonly arguments: readonly unknown[]
    }
  | { readonly type: 'list'; readonly path: string }
  | { readonly type: 'search'; readonly mbean: string }

/**
 * Attributes of one bean or, where its name is a pattern, of all that match. Always a list of names, since an answer then has the
 * attributes by name, whatever their number.
 */
export const readOf = (mbean: string, ...attribute: readonly string[]): JolokiaRequest => ({
  type: 'read',
  mbean,
  attribute,
})

/** An operation without arguments. */
export const execOf = (mbean: string, operation: string): JolokiaRequest => ({
  type: 'exec',
  mbean,
  operation,
  arguments: [],
})

/** The request as it is sent: an attribute that cannot be had is no reason to tell nothing of the others, and nobody reads stack traces. */
export const sentRequest = (request: JolokiaRequest) => ({
  ...request,
  config: { ignoreErrors: 'true', includeStackTrace: 'false' },
})
