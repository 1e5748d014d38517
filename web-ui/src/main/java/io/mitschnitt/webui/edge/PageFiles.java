package io.mitschnitt.webui.edge;

import io.mitschnitt.webui.api.Problem;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.Objects;

/**
 * The page's files from the class path's {@code web/}. Files under {@code assets/} carry their hash in the name and are
 * kept for ever; the page itself is asked for each time. Addresses inside the page lead to the page.
 */
final class PageFiles {

  private static final String PAGE = "/index.html";

  void mount(Router router) {
    router.get().handler(PageFiles::caching);
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
