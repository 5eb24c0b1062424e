import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.transport.Netty4Plugin;

/** One Elasticsearch node out of its jars, without the distribution around it. Its arguments are settings, {@code path.home=/…}. */
public class ElasticsearchNode extends Node {
  private ElasticsearchNode(Environment environment) {
    super(environment, List.of(Netty4Plugin.class), false);
  }

  public static void main(String[] arguments) throws Exception {
    Settings.Builder settings = Settings.builder();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      settings.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    Path config = Path.of(settings.get("path.home")).resolve("config");
    new ElasticsearchNode(
            InternalSettingsPreparer.prepareEnvironment(settings.build(), Map.of(), config, () -> "node-1"))
        .start();
    // All threads of a node are daemons.
    new CountDownLatch(1).await();
  }
}
