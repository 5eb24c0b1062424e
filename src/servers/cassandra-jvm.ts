/** Arguments of `java` for a Cassandra that keeps all it writes below a folder, as its own conf/jvm17-server.options has them and for small data. */
export const cassandraJvm = (folder: string, isRelease4: boolean, joins: boolean): readonly string[] => [
  ...EXPORTS.flatMap((name) => ['--add-exports', `${name}=ALL-UNNAMED`]),
  ...[...OPENS, ...(isRelease4 ? OPENS_OF_RELEASE_4 : [])].flatMap((name) => ['--add-opens', `${name}=ALL-UNNAMED`]),
  ...(isRelease4 ? ['-Djava.security.manager=allow'] : []),
  '-Djdk.attach.allowAttachSelf=true',
  '-Xss512k',
  '-XX:MaxDirectMemorySize=256m',
  `-Dcassandra.config=file://${folder}/cassandra.yaml`,
  `-Dlogback.configurationFile=${folder}/logback.xml`,
  `-Dcassandra.storagedir=${folder}`,
  `-Dcassandra.logdir=${folder}`,
  `-Djna.tmpdir=${folder}/tmp`,
  '-Dcassandra-foreground=yes',
  // Nothing is to be waited for where all nodes are on one machine and none has data, but for the answer of who is there already.
  `-Dcassandra.ring_delay_ms=${joins ? FIRST_ANSWER_WITHIN_MS : 0}`,
  '-Dcassandra.skip_wait_for_gossip_to_settle=0',
  '-Dcassandra.superuser_setup_delay_ms=0',
  '-Dcassandra.consistent.rangemovement=false',
]

/** For a node that joins, on a machine that is busy starting others. */
const FIRST_ANSWER_WITHIN_MS = 20_000

const EXPORTS = [
  'java.base/jdk.internal.misc',
  'java.base/java.lang.ref',
  'java.management.rmi/com.sun.jmx.remote.internal.rmi',
  'java.rmi/sun.rmi.registry',
  'java.rmi/sun.rmi.server',
  'java.sql/java.sql',
  'jdk.unsupported/sun.misc',
  'jdk.compiler/com.sun.tools.javac.file',
  'jdk.attach/sun.tools.attach',
]

const OPENS = [
  'java.base/java.lang.module',
  'java.base/jdk.internal.loader',
  'java.base/jdk.internal.ref',
  'java.base/jdk.internal.reflect',
  'java.base/jdk.internal.math',
  'java.base/jdk.internal.module',
  'java.base/jdk.internal.util.jar',
  'java.base/sun.nio.ch',
  'java.base/java.io',
  'java.base/java.nio',
  'java.base/java.lang',
  'java.base/java.lang.reflect',
  'java.base/java.util',
  'jdk.management/com.sun.management.internal',
  'jdk.compiler/com.sun.tools.javac',
]

const OPENS_OF_RELEASE_4 = [
  'java.base/java.util.concurrent',
  'java.base/java.util.concurrent.atomic',
  'java.base/java.util.concurrent.locks',
  'java.base/java.net',
  'java.base/java.security',
  'java.base/java.lang.ref',
  'java.base/java.nio.file',
  'java.base/java.nio.channels',
  'java.base/java.text',
  'java.base/java.time',
  'java.base/java.math',
  'java.base/sun.nio.fs',
  'java.base/java.util.regex',
  'java.base/java.lang.invoke',
  'java.base/jdk.internal.misc',
]
