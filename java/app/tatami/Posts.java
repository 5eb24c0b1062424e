package tatami;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import java.net.InetSocketAddress;
import java.util.UUID;

/** Posts in Cassandra: one statement to write one, and one to read a user's newest. */
final class Posts {
  private final CqlSession session;
  private final PreparedStatement write;
  private final PreparedStatement read;

  /** Nodes are {@code address:port}, with commas between them. */
  Posts(String nodes, int replication) {
    CqlSessionBuilder builder = CqlSession.builder().withLocalDatacenter("datacenter1");
    for (String node : nodes.split(",")) {
      int colon = node.lastIndexOf(':');
      builder.addContactPoint(
          new InetSocketAddress(node.substring(0, colon), Integer.parseInt(node.substring(colon + 1))));
    }
    session = builder.build();
    session.execute(
        "CREATE KEYSPACE IF NOT EXISTS tatami WITH replication = {'class': 'SimpleStrategy', 'replication_factor': "
            + replication
            + "}");
    session.execute(
        "CREATE TABLE IF NOT EXISTS tatami.post (login text, id timeuuid, body text, PRIMARY KEY (login, id))"
            + " WITH CLUSTERING ORDER BY (id DESC)");
    write = session.prepare("INSERT INTO tatami.post (login, id, body) VALUES (?, ?, ?)");
    read = session.prepare("SELECT body FROM tatami.post WHERE login = ? LIMIT 1");
  }

  String write(String login, String body) {
    UUID id = Uuids.timeBased();
    session.execute(write.bind(login, id, body));
    return id.toString();
  }

  /** Nothing where the user has not posted. */
  String newestOf(String login) {
    Row row = session.execute(read.bind(login)).one();
    return row == null ? "" : row.getString(0);
  }

  void close() {
    session.close();
  }
}
