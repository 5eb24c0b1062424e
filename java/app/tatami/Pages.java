package tatami;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import com.yammer.metrics.Metrics;
import com.yammer.metrics.core.TimerContext;
import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Pages that each do a known number of operations at the stores. */
final class Pages extends HttpServlet {
  private final transient Stores stores;
  private final transient Timer requests;
  private final transient com.yammer.metrics.core.Timer sameForYammer = Metrics.newTimer(Pages.class, "request");

  Pages(Stores stores, MetricRegistry metrics) {
    this.stores = stores;
    this.requests = metrics.timer("app.request");
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Timing timing = new Timing();
    TimerContext yammer = sameForYammer.time();
    try (Timer.Context dropwizard = requests.time()) {
      String page = page(request, timing);
      response.setStatus(page == null ? 404 : 200);
      respond(response, timing, page == null ? "no such page" : page);
    } catch (Exception cause) {
      response.setStatus(503);
      respond(response, timing, cause.toString());
    } finally {
      yammer.stop();
    }
  }

  /** What a page says; null where there is none. */
  private String page(HttpServletRequest request, Timing timing) throws Exception {
    String user = parameter(request, "user", "somebody");
    switch (request.getMethod() + " " + request.getPathInfo()) {
      case "GET /page":
        return "a page";
      case "GET /login":
        return "session " + request.getSession().getId();
      case "GET /timeline":
        return stores.timeline(user, Integer.parseInt(parameter(request, "reads", "1")), timing);
      case "POST /post":
        return stores.post(user, parameter(request, "text", "something"), timing);
      case "GET /search":
        return stores.search(parameter(request, "q", "something"), timing);
      default:
        return null;
    }
  }

  private static String parameter(HttpServletRequest request, String name, String otherwise) {
    String given = request.getParameter(name);
    return given == null ? otherwise : given;
  }

  private static void respond(HttpServletResponse response, Timing timing, String text) throws IOException {
    response.setContentType("text/plain; charset=UTF-8");
    response.setHeader("Server-Timing", timing.header());
    response.getWriter().println(text);
  }
}
