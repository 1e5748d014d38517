package io.mitschnitt.webui.desk;

import io.mitschnitt.webui.api.Visit;
import io.mitschnitt.webui.conf.WebConf;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** {@code GET /node}, what the log-in page must know: which node this is, and whether it is a demo. */
public final class ShowNode implements Handler<Visit> {

  private final WebConf conf;
  private final String version;
  private final BooleanSupplier needsSetup;

  public ShowNode(WebConf conf, String version, BooleanSupplier needsSetup) {
    this.conf = conf;
    this.version = version;
    this.needsSetup = needsSetup;
  }

  @Override
  public void handle(Visit visit) {
    visit.answer(new JsonObject()
        .put("name", conf.nodeName())
        .put("version", version)
        .put("setup", needsSetup.getAsBoolean())
        .put("demo", demo()));
  }

  private @Nullable JsonObject demo() {
    return conf.demo()
        .map(demo -> {
          JsonArray logins = new JsonArray();
          demo.users()
              .forEach(user -> logins.add(new JsonObject()
                  .put("username", user.name())
                  .put("password", user.password())
                  .put("roles", new JsonArray(user.roles()))));
          return new JsonObject()
              .put("number", demo.number())
              .put("serviceNumber", demo.serviceNumber())
              .put("logins", logins);
        })
        .orElse(null);
  }
}
