package tatami;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import java.io.IOException;

/** What the application keeps its data in, each only where it is told of one. */
final class Stores {
  private static final String NONE = "the application was started without ";

  private final Posts posts;
  private final PostSearch search;
  private final Timer cassandraTimes;
  private final Timer searchTimes;

  Stores(MetricRegistry metrics) throws IOException {
    String cassandra = System.getProperty("app.cassandra");
    String elasticsearch = System.getProperty("app.search");
    posts = cassandra == null ? null : new Posts(cassandra, Integer.getInteger("app.replication", 1));
    search = elasticsearch == null ? null : new PostSearch(elasticsearch);
    cassandraTimes = metrics.timer("app.cassandra");
    searchTimes = metrics.timer("app.search");
  }

  /** Reads a user's newest post, as often as asked for. */
  String timeline(String user, int reads, Timing timing) throws Exception {
    if (posts == null) throw new IllegalStateException(NONE + "Cassandra");
    StringBuilder page = new StringBuilder();
    for (int i = 0; i < reads; i++) {
      page.append(timing.of("cass", () -> cassandraTimes.time(() -> posts.newestOf(user)))).append('\n');
    }
    return page.toString();
  }

  /** Writes a post, and has it found later. */
  String post(String user, String text, Timing timing) throws Exception {
    if (posts == null) throw new IllegalStateException(NONE + "Cassandra");
    String id = timing.of("cass", () -> cassandraTimes.time(() -> posts.write(user, text)));
    if (search != null) timing.of("es", () -> searchTimes.time(() -> search.index(id, user, text)));
    return id;
  }

  /** Searches the posts. */
  String search(String words, Timing timing) throws Exception {
    if (search == null) throw new IllegalStateException(NONE + "a search node");
    return timing.of("es", () -> searchTimes.time(() -> search.search(words)));
  }

  void close() {
    if (posts != null) posts.close();
    if (search != null) search.close();
  }
}
