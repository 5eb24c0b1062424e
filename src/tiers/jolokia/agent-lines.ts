import type { JolokiaRequest } from './jolokia-request.js'

/** What opens a JVM's management beans to us: one line of its command line. The first needs Java 11, the second Java 6. */
export const AGENT_LINES = `-javaagent:jolokia-agent-jvm-2.6.0-javaagent.jar=port=8778,host=ADDRESS
-javaagent:jolokia-jvm-1.7.2.jar=port=8778,host=ADDRESS   (Java before 11)`

/** What makes Jolokia's policy file, where there is one, allow these requests; by domain, so that the lines stay few. */
export const policyLines = (requests: readonly JolokiaRequest[]): string => {
  const domains = new Set(requests.flatMap(domainOf))
  return ['jolokia-access.xml, within <allow>:', ...[...domains].map((domain) => policyLine(domain, requests))].join(
    '\n',
  )
}

const domainOf = (request: JolokiaRequest): readonly string[] =>
  'mbean' in request ? [request.mbean.replace(/:.*/, '')] : []

const policyLine = (domain: string, requests: readonly JolokiaRequest[]): string => {
  const own = requests.filter((request) => domainOf(request)[0] === domain)
  const operations = new Set(own.flatMap((request) => (request.type === 'exec' ? [request.operation] : [])))
  const allowed = [...operations].map((operation) => `<operation>${operation}</operation>`).join('')
  return `<mbean><name>${domain}:*</name><attribute mode="read">*</attribute>${allowed}</mbean>`
}
