/** What makes Jetty register its beans, and count requests. */
export const JETTY_BEANS = `java -jar start.jar --add-to-start=stats,jmx   (Jetty 9 and later)
OPTIONS=Server,jmx and the lines etc/jetty-jmx.xml and etc/jetty-stats.xml in start.ini   (Jetty 7 and 8)`

/** What makes Hazelcast register its beans. */
export const HAZELCAST_BEANS = '-Dhazelcast.jmx=true'

/** What makes Ehcache register its beans and count. */
export const EHCACHE_BEANS = `statistics="true" on each <cache> of ehcache.xml   (before Ehcache 2.7), and in the application
ManagementService.registerMBeans(cacheManager, ManagementFactory.getPlatformMBeanServer(), false, false, false, true)`
