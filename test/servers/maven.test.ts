import { describe, expect, it } from 'vitest'
import { mavenComplaint } from '../../src/servers/maven.js'

const UNREACHED = 'it cannot reach its repositories, which its settings.xml names'

describe('mavenComplaint', () => {
  it.each([
    [
      '[ERROR] … Could not find artifact org.acme:rocket:jar:1.0 in central',
      'its repositories have no org.acme:rocket:jar:1.0',
    ],
    ['[ERROR] … transfer failed for …: repo.test: Unknown host', `${UNREACHED} (unknown host)`],
    [
      '[ERROR] … transfer failed for …: Connect to repo.test failed: Connection refused',
      `${UNREACHED} (connection refused)`,
    ],
    ['[ERROR] … Connect timed out', `${UNREACHED} (timed out)`],
    ['[ERROR] … Cannot access central in offline mode', 'it is set to work offline, and does not have it yet'],
    ['[ERROR] java.io.IOException: No space left on device', 'the disk is full'],
    ['warning\n[ERROR] Something new\n[ERROR] more of it', 'Something new'],
  ])('of %j is %j', (output, complaint) => {
    expect(mavenComplaint(output)).toBe(complaint)
  })

  it('is nothing where Maven said nothing', () => {
    expect(mavenComplaint('')).toBeUndefined()
  })

  it('is of bounded length', () => {
    expect(mavenComplaint(`[ERROR] ${'x'.repeat(10_000)}`)?.length).toBe(300)
  })
})
