package tatami;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.servlets.MetricsServlet;
import javax.servlet.ServletContext;
import javax.servlet.ServletContextEvent;
import javax.servlet.ServletContextListener;

/** Lays the application out: its stores, its pages, and the two servlets that tell of them. */
public final class TatamiApp implements ServletContextListener {
  private Stores stores;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    MetricRegistry metrics = new MetricRegistry();
    try {
      stores = new Stores(metrics);
    } catch (Exception cause) {
      throw new IllegalStateException("a store cannot be reached", cause);
    }
    ServletContext context = event.getServletContext();
    context.setAttribute(MetricsServlet.METRICS_REGISTRY, metrics);
    context.addServlet("pages", new Pages(stores, metrics)).addMapping("/tatami/*");
    context.addServlet("dropwizard", new MetricsServlet()).addMapping("/metrics/dropwizard");
    context.addServlet("yammer", new com.yammer.metrics.reporting.MetricsServlet()).addMapping("/metrics/yammer");
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (stores != null) stores.close();
  }
}
