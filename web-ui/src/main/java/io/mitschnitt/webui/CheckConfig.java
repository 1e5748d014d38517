package io.mitschnitt.webui;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.webui.conf.Settings;
import io.vertx.core.Future;

/** {@code check-config}: says what was understood. What was wrong has been said when we come here. */
final class CheckConfig {

  private final Settings settings;

  CheckConfig(Settings settings) {
    this.settings = settings;
  }

  Future<Integer> run() {
    GatewayConf gateway = settings.gateway();
    Console.say(settings.file() + " can be used: " + gateway.trunks().size() + " trunks, "
        + gateway.routes().size()
        + " routes, " + gateway.agents().size() + " agents, "
        + gateway.policy().profiles().size()
        + " profiles, of which " + gateway.policy().defaultProfile() + " is the default");
    return Future.succeededFuture(0);
  }
}
