import type { Artifact, ServerPackage } from './server-packages.js'

/**
 * A Maven project whose `validate` phase lays a package's files beside it, into `files/lib`, `files/agents` and
 * `files/unpacked`. Where they come from is the business of Maven's own settings.
 */
export const packagePom = ({ lib, agents, unpacked }: ServerPackage): string => `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>tatami-load</groupId>
  <artifactId>server</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>${lib.map((artifact) => element('dependency', artifact)).join('')}
  </dependencies>
  <build>
    <plugins>
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-dependency-plugin</artifactId>
        <version>${DEPENDENCY_PLUGIN}</version>
        <executions>${[
          execution('lib', 'copy-dependencies', lib, '<includeScope>runtime</includeScope>'),
          execution('agents', 'copy', agents, `<stripVersion>true</stripVersion>${items(agents)}`),
          execution('unpacked', 'unpack', unpacked, items(unpacked)),
        ].join('')}
        </executions>
      </plugin>
    </plugins>
  </build>
</project>
`

const DEPENDENCY_PLUGIN = '3.8.1'

const execution = (folder: string, goal: string, artifacts: readonly Artifact[], settings: string): string =>
  artifacts.length === 0
    ? ''
    : `
          <execution>
            <id>${folder}</id>
            <phase>validate</phase>
            <goals><goal>${goal}</goal></goals>
            <configuration>
              <outputDirectory>\${project.basedir}/files/${folder}</outputDirectory>
              ${settings}
            </configuration>
          </execution>`

const items = (artifacts: readonly Artifact[]): string =>
  `<artifactItems>${artifacts.map((artifact) => element('artifactItem', artifact)).join('')}</artifactItems>`

const element = (name: string, { group, artifact, version, type, classifier }: Artifact): string => {
  const parts = [
    ['groupId', group],
    ['artifactId', artifact],
    ['version', version],
    ['type', type],
    ['classifier', classifier],
  ]
  const inner = parts.flatMap(([tag, text]) => (text === undefined ? [] : [`<${tag}>${text}</${tag}>`])).join('')
  return `\n    <${name}>${inner}</${name}>`
}
