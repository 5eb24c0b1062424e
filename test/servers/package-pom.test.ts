import { XMLParser } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { packagePom } from '../../src/servers/package-pom.js'
import { type PackageName, packageOf, SERVER_PACKAGES } from '../../src/servers/server-packages.js'

const NAMES = Object.keys(SERVER_PACKAGES) as readonly PackageName[]

describe.each(NAMES)('the Maven project of %s', (name) => {
  const pom = packagePom(packageOf(name))

  it('names every artifact with its version, and is whole XML', () => {
    const { project } = new XMLParser().parse(pom)
    expect(project.packaging).toBe('pom')
    const { lib, agents, unpacked } = packageOf(name)
    for (const { group, artifact, version } of [...lib, ...agents, ...unpacked]) {
      expect(pom).toContain(
        `<groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version>`,
      )
    }
  })

  it('leaves it to Maven where the files come from', () => {
    expect(pom).not.toMatch(/https?:|<repositor/)
  })
})
