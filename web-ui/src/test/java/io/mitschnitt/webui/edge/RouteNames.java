package io.mitschnitt.webui.edge;

import io.mitschnitt.webui.account.Sessions;
import io.mitschnitt.webui.account.SetupToken;
import io.mitschnitt.webui.account.Tokens;
import io.mitschnitt.webui.admin.Webhooks;
import io.mitschnitt.webui.conf.Reload;
import io.mitschnitt.webui.conf.WebConf;
import io.mitschnitt.webui.live.Events;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The doors as "GET /calls/:id", for tables. */
final class RouteNames {

  private RouteNames() {}

  static List<String> of(FrontDoor door) {
    WebConf conf =
        new WebConf("n", "127.0.0.1", 0, Optional.empty(), Set.of(), List.of(), Optional.empty());
    return new Endpoints(
            door.vertx,
            conf,
            door.recorder,
            door.gateway,
            new Sessions(),
            new Tokens(door.recorder.shelf(), new Sessions()),
            new Webhooks(door.vertx, door.recorder, door.clock),
            SetupToken.none(),
            new Events(door.recorder),
            Reload.never(conf),
            door.clock)
        .all().stream()
            .map(endpoint -> endpoint.method() + " " + endpoint.path())
            .toList();
  }
}
