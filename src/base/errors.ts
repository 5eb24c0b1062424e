/** One thing wrong with what the user wrote. */
export interface Problem {
  /** Where: a path in the profile or a flag's name. */
  readonly path: string
  /** What was found there, as text. */
  readonly value: string
  /** What is allowed instead. */
  readonly remedy: string
}

/** The command line or the profile is wrong: exit code 2. Carries every problem, not only the first. */
export class UsageError extends Error {
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super(problems.map(({ path, value, remedy }) => `${path}: ${value}: ${remedy}`).join('\n'))
    this.name = 'UsageError'
    this.problems = problems
  }
}

/** The run cannot start: target not reachable, or this machine cannot carry the plan. Exit code 5. */
export class PreflightError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'PreflightError'
  }
}
