package io.mitschnitt.webui.conf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ports of the configuration and where they meet. Pure. */
final class Ports {

  static final int FIRST_RTP = 20_000;
  static final int LAST_RTP = 29_999;

  private final Section root;
  private final boolean demo;
  private final Map<String, String> problems = new LinkedHashMap<>();

  Ports(Section root, boolean demo) {
    this.root = root;
    this.demo = demo;
  }

  /**
   * A use of ports {@code first} to {@code last}.
   *
   * @param path the setting that says so
   */
  private record Use(String path, String host, String protocol, int first, int last) {
    boolean meets(Use other) {
      boolean sameHost = host.equals(other.host) || any(host) || any(other.host);
      return sameHost
          && protocol.equals(other.protocol)
          && first > 0
          && other.first > 0
          && first <= other.last
          && other.first <= last;
    }

    private static boolean any(String host) {
      return host.equals("0.0.0.0") || host.equals("::");
    }
  }

  Map<String, String> problems() {
    int[] rtp = range(root.section("media").text("rtp-ports", FIRST_RTP + "-" + LAST_RTP));
    rangeIsUsable(rtp);
    List<Use> uses = uses(rtp);
    for (int i = 0; i < uses.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (uses.get(i).meets(uses.get(j))) {
          problems.putIfAbsent(
              uses.get(i).path(),
              "is " + shown(uses.get(i)) + " (" + uses.get(i).protocol() + "), which "
                  + uses.get(j).path() + " takes already (" + shown(uses.get(j))
                  + "); allowed: ports of its own");
        }
      }
    }
    return problems;
  }

  /** First and last of {@code 20000-29999}; 0 and 0 of anything else. */
  static int[] range(String text) {
    if (!text.matches("[0-9]{1,5}-[0-9]{1,5}")) {
      return new int[] {0, 0};
    }
    int dash = text.indexOf('-');
    return new int[] {
      Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1))
    };
  }

  private void rangeIsUsable(int[] rtp) {
    String wanted =
        "; allowed: an even port, a dash, a higher odd port, such as 20000-29999, up to 65535";
    boolean usable = rtp[0] % 2 == 0 && rtp[1] % 2 == 1 && rtp[0] < rtp[1] && rtp[1] <= 65_535;
    if (rtp[1] > 0 && !usable) {
      problems.put("media.rtp-ports", "is \"" + rtp[0] + "-" + rtp[1] + "\"" + wanted);
    }
  }

  private List<Use> uses(int[] rtp) {
    Section http = root.section("http");
    Section sip = root.section("sip");
    Section media = root.section("media");
    String sipHost = sip.text("host", Typed.HERE);
    String mediaHost = media.text("host", Typed.HERE);
    int webrtc = media.whole("webrtc-port", 10_000);
    int loops = Math.max(1, media.whole("loops", 0));
    List<Use> uses = new ArrayList<>();
    uses.add(use("http.port", http.text("host", Typed.HERE), "tcp", http.whole("port", 8080)));
    uses.add(use("sip.tcp-port", sipHost, "tcp", sip.whole("tcp-port", 5060)));
    if (sip.map().containsKey("tls")) {
      uses.add(use("sip.tls-port", sipHost, "tcp", sip.whole("tls-port", 5061)));
    }
    uses.add(use("sip.udp-port", sipHost, "udp", sip.whole("udp-port", 5060)));
    uses.add(new Use("media.webrtc-port", mediaHost, "udp", webrtc, webrtc + loops - 1));
    uses.add(new Use("media.rtp-ports", mediaHost, "udp", rtp[0], rtp[1]));
    if (demo) {
      int port = root.section("demo").whole("sip-port", 5080);
      uses.add(use("demo.sip-port", sipHost, "udp", port));
      uses.add(use("demo.sip-port", sipHost, "tcp", port));
    }
    return uses;
  }

  private static Use use(String path, String host, String protocol, int port) {
    return new Use(path, host, protocol, port, port);
  }

  private static String shown(Use use) {
    return use.first() == use.last() ? String.valueOf(use.first()) : use.first() + "-" + use.last();
  }
}
