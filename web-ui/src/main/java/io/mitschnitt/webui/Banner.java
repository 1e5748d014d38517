package io.mitschnitt.webui;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.webui.account.SetupToken;
import io.mitschnitt.webui.conf.Settings;
import io.mitschnitt.webui.conf.WebConf;
import io.mitschnitt.webui.edge.Version;
import java.util.stream.Collectors;

/** What a person reads when the product is up: where it is, who may log in, how to make a first call. */
final class Banner {

  private final Settings settings;
  private final String url;
  private final SetupToken setup;

  Banner(Settings settings, int port, SetupToken setup) {
    this.settings = settings;
    this.url = settings.web().url(port);
    this.setup = setup;
  }

  String text() {
    GatewayConf.Sip sip = settings.gateway().sip();
    StringBuilder text = new StringBuilder();
    line(text, "");
    line(text, "Mitschnitt " + Version.TEXT + " is up.");
    line(text, "  web page, API     " + url);
    line(
        text,
        "  carriers' SIP     " + sip.host() + ", udp " + sip.udpPort() + ", tcp " + sip.tcpPort());
    line(text, "  agents' SIP       " + url.replaceFirst("^http", "ws") + "/sip");
    line(text, "  recordings        " + store());
    settings.web().demo().ifPresent(demo -> demo(text, demo));
    setup.token().ifPresent(token -> setup(text, token));
    line(text, "");
    line(text, "Ctrl-C ends calls, closes recordings and stops.");
    return text.toString();
  }

  private void demo(StringBuilder text, WebConf.Demo demo) {
    String people = demo.users().stream()
        .map(user ->
            user.name() + (user.name().equals(user.password()) ? "" : "/" + user.password()))
        .collect(Collectors.joining(", "));
    line(text, "");
    line(text, "This is a demo. Log-ins, each with its name as password: " + people);
    line(
        text,
        "  first call        open " + url + " in Chromium, log in as anna, dial " + demo.number());
    line(
        text,
        "  being called      press \"Call me\" there: the demo carrier calls "
            + demo.serviceNumber());
    line(text, "  listening         log in as reviewer and press play");
  }

  private void setup(StringBuilder text, String token) {
    line(text, "");
    line(
        text,
        "Nobody has an account yet. Make the first administrator within an hour, on the page or by:");
    line(
        text,
        "  curl " + url + "/api/v1/setup -H 'content-type: application/json' -d " + "'{\"token\":\""
            + token + "\",\"username\":\"…\",\"password\":\"…\"}'");
  }

  /** Where recordings lie, without the user and password that a MongoDB address may carry. */
  private String store() {
    return settings.recorder().storeUri().replaceFirst("//[^/@]*@", "//***@");
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }
}
