package tatami;

import java.io.IOException;
import org.apache.http.HttpHost;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/** Posts in Elasticsearch or OpenSearch, in an index of two shards. */
final class PostSearch {
  private final RestClient client;

  PostSearch(String url) throws IOException {
    client = RestClient.builder(HttpHost.create(url)).build();
    try {
      send("PUT", "/posts", "{\"settings\":{\"number_of_shards\":2,\"number_of_replicas\":0}}");
    } catch (ResponseException refusal) {
      // Another application node has made it already.
      if (refusal.getResponse().getStatusLine().getStatusCode() != 400) throw refusal;
    }
  }

  String index(String id, String user, String text) throws IOException {
    return send("PUT", "/posts/_doc/" + id, "{\"user\":\"" + plain(user) + "\",\"text\":\"" + plain(text) + "\"}");
  }

  String search(String words) throws IOException {
    return send("POST", "/posts/_search", "{\"query\":{\"match\":{\"text\":\"" + plain(words) + "\"}}}");
  }

  void close() {
    try {
      client.close();
    } catch (IOException gone) {
      // It was to be closed.
    }
  }

  private String send(String method, String path, String json) throws IOException {
    Request request = new Request(method, path);
    request.setJsonEntity(json);
    return EntityUtils.toString(client.performRequest(request).getEntity());
  }

  // Words are all that matters here, so that nothing needs to be escaped.
  private static String plain(String text) {
    return text.replaceAll("[^\\p{L}\\p{N} #@.,-]", " ");
  }
}
