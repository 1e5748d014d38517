package io.mitschnitt.webui.edge;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may talk to us: our own, and those that the configuration names. Browsers always send Origin with what
 * could do harm; other programs send none, and carry nobody's cookie.
 */
final class Origins {

  private final Set<String> further;

  Origins(Set<String> further) {
    this.further = further;
  }

  /** What a request's Origin says. */
  enum Verdict {
    OURS,
    FOREIGN,
    /** There is no Origin: this is no browser, or nothing that a foreign page could have caused. */
    ABSENT
  }

  Verdict judge(HttpServerRequest request) {
    String origin = request.getHeader("origin");
    if (origin == null) {
      String site = request.getHeader("sec-fetch-site");
      return site == null || Set.of("same-origin", "none").contains(site)
          ? Verdict.ABSENT
          : Verdict.FOREIGN;
    }
    return further.contains(origin) || sameHost(origin, request.authority())
        ? Verdict.OURS
        : Verdict.FOREIGN;
  }

  private static boolean sameHost(String origin, @Nullable HostAndPort here) {
    try {
      URI page = new URI(origin);
      String scheme = page.getScheme();
      if (here == null
          || page.getHost() == null
          || scheme == null
          || !Set.of("http", "https").contains(scheme)) {
        return false;
      }
      int usual = scheme.equals("https") ? 443 : 80;
      int pagePort = page.getPort() < 0 ? usual : page.getPort();
      int herePort = here.port() < 0 ? usual : here.port();
      return pagePort == herePort
          && page.getHost().toLowerCase(Locale.ROOT).equals(here.host().toLowerCase(Locale.ROOT));
    } catch (URISyntaxException notAnAddress) {
      return false;
    }
  }
}
