import { tryLogin } from '../../src/scenarios/login.js'
import type { Part, Scenario, User } from '../../src/scenarios/scenario.js'
import { Screen } from '../../src/scenarios/screen.js'
import { type Platform, type Played, type PlayOptions, play, type SentRequest } from './played.js'

/** Lets a person log in, do one thing on the open page, which polls every 20 s, and go. What belongs to the login is left out. */
export const playOnPage = (
  part: (user: User, screen: Screen) => Part<unknown>,
  platform: Platform,
  options: PlayOptions = {},
): Played => {
  const scenario: Scenario = function* (user) {
    const screen = new Screen(user.account, false)
    yield* tryLogin(user, screen)
    screen.startPolling(user.dueUs, user.behaviour.pollEveryUs)
    yield* part(user, screen)
  }
  const played = play(scenario, platform, options)
  return {
    ...played,
    sent: played.sent.filter(({ step }) => !step.startsWith('login/')),
    felt: played.felt.filter(({ subject }) => subject !== 'login'),
  }
}

/** When the time-line is shown, with a platform that answers in 5 ms. */
export const SHOWN_US = 1.03e6

export const stepsOf = ({ sent }: Played): string[] => sent.map(({ step }) => step)
export const outcomesOf = ({ sent }: Played): string[] =>
  sent.map(({ step, outcome }) => (outcome === 'ok' ? step : `${step} ${outcome}`))
export const pathsOf = (sent: readonly SentRequest[]): string[] =>
  sent.map(({ path }) => path.replace(/[?&]_=\d+$/, ''))
