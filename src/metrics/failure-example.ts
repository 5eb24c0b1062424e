/** One failed request as it is shown to people: without cookies, passwords or tokens. */
export interface FailureExample {
  readonly step: string
  /** Run time, microseconds. */
  readonly atUs: number
  readonly status: number | null
  readonly headers: Readonly<Record<string, string>>
  /** First bytes of the body, printable. */
  readonly body: string
  readonly message: string
}
