package tatami;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** Where the time of one request went, as its Server-Timing header tells it. */
final class Timing {
  private static final double NS_PER_MS = 1e6;

  private static final class Tier {
    long calls;
    long ns;
  }

  private final long startNs = System.nanoTime();
  private final Map<String, Tier> tiers = new LinkedHashMap<>();

  /** Makes a call to a tier, and counts it and its time even when it fails. */
  <T> T of(String name, Callable<T> call) throws Exception {
    Tier tier = tiers.computeIfAbsent(name, absent -> new Tier());
    long fromNs = System.nanoTime();
    try {
      return call.call();
    } finally {
      tier.calls++;
      tier.ns += System.nanoTime() - fromNs;
    }
  }

  /** {@code app;dur=29.670, cass;dur=18.933;desc="n=3"}, milliseconds; the application's own time contains the others. */
  String header() {
    StringBuilder header = new StringBuilder(entry("app", System.nanoTime() - startNs));
    tiers.forEach(
        (name, tier) -> header.append(", ").append(entry(name, tier.ns)).append(";desc=\"n=" + tier.calls + '"'));
    return header.toString();
  }

  private static String entry(String name, long ns) {
    return String.format(Locale.ROOT, "%s;dur=%.3f", name, ns / NS_PER_MS);
  }
}
