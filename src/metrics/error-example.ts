/** One failed request as it was seen, without passwords or cookies. */
export interface ErrorExample {
  readonly step: string
  readonly atUs: number
  readonly status: number | null
  readonly headers: Readonly<Record<string, string>>
  /** First bytes of the body, printable. */
  readonly body: string
  readonly message: string
}
