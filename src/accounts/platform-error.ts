/** A call to the platform went wrong; the message names the call and what came of it, never a password or a cookie. */
export class PlatformError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'PlatformError'
  }
}
