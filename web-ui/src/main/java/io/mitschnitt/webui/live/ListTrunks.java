package io.mitschnitt.webui.live;

import io.mitschnitt.gateway.contract.GatewayDoors;
import io.mitschnitt.gateway.contract.TrunkState;
import io.mitschnitt.webui.api.Visit;
import io.mitschnitt.webui.api.Words;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** {@code GET /trunks}: the carriers, whether they answer and whether we are logged in there. */
public final class ListTrunks implements Handler<Visit> {

  private final GatewayDoors gateway;

  public ListTrunks(GatewayDoors gateway) {
    this.gateway = gateway;
  }

  @Override
  public void handle(Visit visit) {
    JsonArray items = new JsonArray();
    gateway.trunks().stream().map(ListTrunks::trunk).forEach(items::add);
    visit.answer(new JsonObject().put("items", items).putNull("next"));
  }

  private static JsonObject trunk(TrunkState trunk) {
    JsonArray peers = new JsonArray();
    trunk
        .peers()
        .forEach(peer -> peers.add(new JsonObject()
            .put("address", peer.address())
            .put("state", Words.of(peer.state()))
            .put("since", Words.of(peer.since()))));
    return new JsonObject()
        .put("name", trunk.name())
        .put("transport", trunk.transport())
        .put("usable", trunk.usable())
        .put("registered", trunk.registered().orElse(null))
        .put("peers", peers);
  }
}
