import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FAILURE_KINDS } from '../../src/metrics/sample.js'
import { FELT_SUBJECTS } from '../../src/scenarios/scenario.js'
import { STEP, STEPS } from '../../src/scenarios/steps.js'

const page = readFileSync(new URL('../../docs/steps.md', import.meta.url), 'utf8')
const firstColumn = (heading: string): string[] => {
  const section = page.slice(page.indexOf(heading)).split('\n## ')[0] ?? ''
  const cells = [...section.matchAll(/^\| (`.*?) \|/gm)].map((match) => match[1] ?? '')
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''))
}

describe('STEPS', () => {
  it('has each step at the place its id names', () => {
    expect(STEPS.every(({ id }, i) => id === i)).toBe(true)
    expect(STEPS.every((step) => STEP[step.name as keyof typeof STEP] === step)).toBe(true)
  })

  it('names each step scenario/step', () =>
    expect(STEPS.every(({ name, scenario }) => name.startsWith(`${scenario}/`) && /^[a-z]+\/[a-z-]+$/.test(name))).toBe(
      true,
    ))

  it('is what docs/steps.md lists, in that order', () =>
    expect(firstColumn('# Steps')).toEqual(STEPS.map(({ name }) => name)))

  it('fails in the kinds that docs/steps.md lists', () =>
    expect(firstColumn('Kinds of failure')).toEqual([...FAILURE_KINDS]))

  it('adds up to the subjects that docs/steps.md lists', () =>
    expect(firstColumn('What people feel')).toEqual([...FELT_SUBJECTS]))
})
