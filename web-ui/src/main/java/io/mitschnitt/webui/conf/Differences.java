package io.mitschnitt.webui.conf;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.webui.conf.Reload.Outcome;
import java.util.ArrayList;
import java.util.List;

/** What two configurations do not have in common, by their top keys. Pure. */
public final class Differences {

  private final List<String> changed = new ArrayList<>();
  private final List<String> restart = new ArrayList<>();

  private Differences() {}

  /** From {@code before} to {@code after}: what a running product can follow, and what needs another start. */
  public static Outcome.Done between(Settings before, Settings after) {
    Differences found = new Differences();
    found.followed(before.gateway(), after.gateway(), before.web(), after.web());
    found.later(before, after);
    return new Outcome.Done(List.copyOf(found.changed), List.copyOf(found.restart));
  }

  private void followed(GatewayConf was, GatewayConf is, WebConf wasWeb, WebConf isWeb) {
    note(changed, "routes", was.routes(), is.routes());
    note(changed, "groups, dialling, presence", was.routing(), is.routing());
    boolean sameAgents = was.agents().equals(is.agents()) && wasWeb.agents().equals(isWeb.agents());
    note(changed, "agents", true, sameAgents);
    note(changed, "policy", was.policy(), is.policy());
  }

  private void later(Settings before, Settings after) {
    GatewayConf was = before.gateway();
    GatewayConf is = after.gateway();
    boolean sameNode = was.nodeName().equals(is.nodeName())
        && was.publicAddress().equals(is.publicAddress())
        && before.web().nodeName().equals(after.web().nodeName());
    note(restart, "node", true, sameNode);
    note(restart, "sip", was.sip(), is.sip());
    note(restart, "media", was.media(), is.media());
    note(restart, "trunks", was.trunks(), is.trunks());
    note(restart, "prompts", was.promptDir(), is.promptDir());
    note(restart, "store, recorder, keys", before.recorder(), after.recorder());
    note(restart, "http", door(before.web()), door(after.web()));
  }

  private static List<Object> door(WebConf conf) {
    return List.of(conf.host(), conf.port(), conf.tls(), conf.origins());
  }

  private static void note(List<String> where, String key, Object was, Object is) {
    if (!was.equals(is)) {
      where.add(key);
    }
  }
}
