package io.mitschnitt.webui.edge;

import io.mitschnitt.webui.api.Problem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a problem document of everything that goes wrong outside an endpoint; causes go to the log and nowhere else. */
final class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  static void mount(Router router) {
    IntStream.rangeClosed(400, 599)
        .forEach(status -> router.errorHandler(status, http -> answer(status, http)));
    router.route().failureHandler(http -> {
      if (!http.response().closed()) {
        http.next(); // who has hung up needs no answer, and we no line in the log
      }
    });
  }

  private static void answer(int status, RoutingContext http) {
    if (status >= 500 && http.failure() != null) {
      LOG.error("an endpoint failed", http.failure());
    }
    Problem.of(status).answer(http);
  }
}
