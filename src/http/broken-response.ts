/** The server's bytes are no HTTP/1.1 answer, or one beyond the limits; the message is one line for people, without its bytes. */
export class BrokenResponse extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'BrokenResponse'
  }
}
