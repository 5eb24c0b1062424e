import type { SourceFinding } from '../node-reader.js'

/** What is said of a path that answers no metrics, with this status. */
export const noMetrics = (path: string, status: number, server: string | undefined): SourceFinding => ({
  version: server ?? 'unknown',
  gives: [],
  lacks: [{ what: `metrics: ${path} answers ${foundOf(status)}`, remedy: remedyFor(status) }],
})

const foundOf = (status: number): string =>
  status === 200 ? "200 and something else than Yammer's or Dropwizard's JSON" : `${status}`

const remedyFor = (status: number): string => {
  if (status === 500) return OPEN_MODULES
  return [301, 302, 303, 307, 403].includes(status) ? AS_ADMINISTRATOR : MAPPED
}

const AS_ADMINISTRATOR = `# Tatami shows its metrics to administrators only, tatami.properties names them:
tatami.admin.users=ADMINISTRATOR@DOMAIN
# and here the URL has that one's user and password, its @ written %40:
http://ADMINISTRATOR%40DOMAIN:PASSWORD@HOST:PORT/metrics/metrics`

const MAPPED = `# Tatami has them at /metrics/metrics with this on the JVM's command line:
-Dspring.profiles.active=metrics
<!-- any other application has them where its web.xml says: -->
<servlet>
  <servlet-name>metrics</servlet-name>
  <!-- Dropwizard: com.codahale.metrics.servlets.MetricsServlet -->
  <servlet-class>com.yammer.metrics.reporting.MetricsServlet</servlet-class>
</servlet>
<servlet-mapping>
  <servlet-name>metrics</servlet-name>
  <url-pattern>/metrics</url-pattern>
</servlet-mapping>`

// Yammer's gauge of open files looks into the JDK's own classes, which newer ones do not allow unasked.
const OPEN_MODULES = `# Yammer Metrics on Java 16 or newer, on the JVM's command line:
--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED`
