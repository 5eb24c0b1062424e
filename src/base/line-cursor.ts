/** Where one is in a line that is read from left to right. Patterns are sticky; their first group is what they take. */
export class LineCursor {
  readonly #line: string
  readonly #gap: RegExp | undefined
  #at = 0

  /** Blanks between tokens are passed over only where a gap is named. */
  constructor(line: string, gap?: RegExp) {
    this.#line = line
    this.#gap = gap
  }

  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#line)
    if (!match) return undefined
    this.#at = pattern.lastIndex
    return match[1] ?? match[0]
  }

  skip(text: string): boolean {
    if (!this.isBefore(text)) return false
    this.#at += text.length
    return true
  }

  skipGap(): void {
    if (this.#gap) this.take(this.#gap)
  }

  isBefore(text: string): boolean {
    return this.#line.startsWith(text, this.#at)
  }

  get rest(): string {
    return this.#line.slice(this.#at)
  }

  get isAtEnd(): boolean {
    return this.#at === this.#line.length
  }
}
