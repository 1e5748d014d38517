package io.mitschnitt.webui.edge;

import io.mitschnitt.webui.api.Problem;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The page's files from the class path's {@code web/}. Files under {@code assets/} carry their hash in the name and are
 * kept for ever; the page itself is asked for each time. Addresses inside the page lead to the page.
 */
final class PageFiles {

  private static final String PAGE = "/index.html";
  private static final Pattern PACKED = Pattern.compile("/assets/[A-Za-z0-9._-]+\\.(js|css)");

  void mount(Router router) {
    router.get().handler(PageFiles::caching);
    router.getWithRegex("/assets/.*").handler(PageFiles::packed);
    router
        .get()
        .handler(StaticHandler.create("web")
            .setCachingEnabled(false)
            .setDirectoryListing(false)
            .setIncludeHidden(false)
            .setIndexPage(PAGE));
    router.get().handler(PageFiles::insideThePage);
  }

  private static void caching(RoutingContext http) {
    if (ours(http)) {
      http.next();
      return;
    }
    HttpServerResponse response = http.response();
    boolean hashed = http.normalizedPath().startsWith("/assets/");
    response.putHeader(
        "cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
    http.next();
  }

  /**
   * Scripts and styles as the build packed them beside the plain ones, for browsers that take gzip. Answers of the API are
   * never packed: a length that depends on a secret beside a stranger's text tells of it (BREACH).
   */
  private static void packed(RoutingContext http) {
    String path = http.normalizedPath();
    String takes = Objects.requireNonNullElse(http.request().getHeader("accept-encoding"), "");
    if (!PACKED.matcher(path).matches()
        || !takes.contains("gzip")
        || PageFiles.class.getResource("/web" + path + ".gz") == null) {
      http.next();
      return;
    }
    http.response()
        .putHeader("content-type", path.endsWith(".js") ? "text/javascript;charset=UTF-8" : "text/css;charset=UTF-8")
        .putHeader("content-encoding", "gzip")
        .putHeader("vary", "accept-encoding")
        .sendFile("web" + path + ".gz")
        .onFailure(http::fail);
  }

  private static void insideThePage(RoutingContext http) {
    boolean file =
        http.normalizedPath().substring(http.normalizedPath().lastIndexOf('/')).contains(".");
    if (ours(http) || file) {
      http.response().putHeader("cache-control", "no-store");
      Problem.notFound("there is nothing here").answer(http);
    } else if (PageFiles.class.getResource("/web" + PAGE) == null) {
      Problem.notFound("this build has no web page").answer(http);
    } else {
      http.reroute(PAGE);
    }
  }

  /** Paths that are no part of the page. */
  private static boolean ours(RoutingContext http) {
    String path = Objects.requireNonNullElse(http.normalizedPath(), "/");
    return path.startsWith("/api/")
        || path.equals("/sip")
        || path.startsWith("/health/")
        || path.equals("/metrics");
  }
}
