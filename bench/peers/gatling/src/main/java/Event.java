import static io.gatling.javaapi.core.CoreDsl.*;
import static io.gatling.javaapi.http.HttpDsl.*;

import io.gatling.javaapi.core.*;
import io.gatling.javaapi.http.*;
import java.time.Duration;
import java.util.List;

/**
 * The event scenario for Gatling: log in once as Tatami's pages do, then poll the home time-line on a pace. Each user has
 * its own connections and cookies. System properties: target, users, pollMs, rampS, holdS; with open=yes polls are
 * arrivals at users / pollMs a second over shared connections.
 */
public class Event extends Simulation {
  private static final List<String> HOME =
      List.of(
          "/",
          "/tatami/",
          "/tatami/rest/users/user0",
          "/tatami/rest/groups",
          "/tatami/rest/tags?popular=true",
          "/tatami/rest/users/user0",
          "/tatami/rest/users/suggestions",
          "/tatami/rest/statuses/home_timeline");
  private static final String POLL =
      "/tatami/rest/statuses/home_timeline?start=fdecd5b0-0000-11e4-8000-000000000000";

  private final int users = Integer.getInteger("users");
  private final Duration pace = Duration.ofMillis(Integer.getInteger("pollMs"));
  private final Duration ramp = Duration.ofSeconds(Integer.getInteger("rampS"));
  private final Duration stay = ramp.plusSeconds(Integer.getInteger("holdS"));

  private final HttpProtocolBuilder protocol =
      http.baseUrl(System.getProperty("target")).disableFollowRedirect().disableCaching().disableWarmUp();

  private ChainBuilder logIn() {
    var chain =
        exec(http("login").get("/tatami/login").check(status().is(200)))
            .exec(
                http("authentication")
                    .post("/tatami/authentication")
                    .formParam("j_username", "user0@tatami.test")
                    .formParam("j_password", "password")
                    .check(status().is(302)));
    for (var path : HOME) chain = chain.exec(http(path).get(path).check(status().is(200)));
    return chain;
  }

  private final ChainBuilder poll = exec(http("poll").get(POLL).check(status().is(200)));

  // Gatling tells its percentiles without a report only as assertions.
  private static final Assertion[] TOLD = {
    details("poll").allRequests().count().gte(0L),
    details("poll").responseTime().percentile(95.0).gte(0),
    details("poll").responseTime().percentile(99.0).gte(0),
    details("poll").responseTime().max().gte(0),
    global().allRequests().count().gte(0L),
    global().failedRequests().count().gte(0L)
  };

  {
    if ("yes".equals(System.getProperty("open")))
      setUp(
          scenario("event")
              .exec(poll)
              .injectOpen(constantUsersPerSec(users * 1000.0 / pace.toMillis()).during(stay))
              .protocols(protocol.shareConnections().header("Cookie", "JSESSIONID=x")))
          .assertions(TOLD);
    else
      setUp(
              scenario("event")
                  .exec(logIn(), forever().on(pace(pace).exec(poll)))
                  .injectOpen(rampUsers(users).during(ramp))
                  .protocols(protocol))
          .maxDuration(stay)
          .assertions(TOLD);
  }
}
