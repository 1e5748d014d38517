package io.mitschnitt.webui;

import io.mitschnitt.gateway.contract.GatewayConf;
import io.mitschnitt.webui.conf.Settings;
import io.mitschnitt.webui.conf.WebConf;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks before anything is opened whether ports are free and directories can be used, so that all is told at once. */
final class Preflight {

  private final Settings settings;
  private final List<String> obstacles = new ArrayList<>();

  Preflight(Settings settings) {
    this.settings = settings;
  }

  /** What stands in the way, a line each; empty when nothing does. */
  List<String> obstacles() {
    ports();
    directories();
    files();
    return List.copyOf(obstacles);
  }

  private void ports() {
    WebConf web = settings.web();
    GatewayConf.Sip sip = settings.gateway().sip();
    GatewayConf.Media media = settings.gateway().media();
    tcp("http", "port", web.host(), web.port());
    udp("sip", "udp-port", sip.host(), sip.udpPort());
    tcp("sip", "tcp-port", sip.host(), sip.tcpPort());
    sip.secure().ifPresent(secure -> tcp("sip", "tls-port", sip.host(), secure.port()));
    int loops = media.loops() > 0 ? media.loops() : Runtime.getRuntime().availableProcessors();
    for (int i = 0; i < loops && media.webrtcPort() > 0; i++) {
      udp("media", "webrtc-port", media.host(), media.webrtcPort() + i);
    }
    settings.gateway().demo().ifPresent(demo -> {
      udp("demo", "sip-port", demo.listen().getHostString(), demo.listen().getPort());
      tcp("demo", "sip-port", demo.listen().getHostString(), demo.listen().getPort());
    });
  }

  private void tcp(String section, String key, String host, int port) {
    bind(section, key, host, port, address -> {
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(address);
      }
    });
  }

  private void udp(String section, String key, String host, int port) {
    bind(section, key, host, port, address -> {
      try (DatagramSocket socket = new DatagramSocket(null)) {
        socket.bind(address);
      }
    });
  }

  private void bind(String section, String key, String host, int port, Attempt attempt) {
    if (port == 0) {
      return;
    }
    try {
      attempt.at(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (BindException e) {
      boolean foreign = String.valueOf(e.getMessage()).contains("assign");
      add(
          foreign
              ? host + " is no address of this machine; set " + section + ".host in "
                  + settings.file()
              : "port " + port + " on " + host + " is taken by another program; set " + section
                  + "." + key + " in " + settings.file());
    } catch (IOException e) {
      add("port " + port + " on " + host + " cannot be opened: " + Sorry.words(e) + "; set "
          + section + "." + key + " in " + settings.file());
    }
  }

  private void directories() {
    writable(settings.recorder().data(), "recorder.data");
    writable(parent(settings.recorder().keyFile()), "recorder.key-file");
    String uri = settings.recorder().storeUri();
    if (uri.startsWith("embedded:")) {
      writable(Path.of(uri.substring("embedded:".length())), "store.uri");
    }
    if (!Files.isDirectory(settings.gateway().promptDir())) {
      add("the announcements' directory " + settings.gateway().promptDir()
          + " does not exist; set prompts.dir in " + settings.file());
    }
  }

  private void files() {
    settings
        .web()
        .tls()
        .ifPresent(tls -> List.of(tls.certificate(), tls.key()).forEach(file -> {
          if (!Files.isReadable(file)) {
            add(file + " cannot be read; set http.tls in " + settings.file());
          }
        }));
  }

  private void writable(Path directory, String key) {
    try {
      Files.createDirectories(directory);
      Files.delete(Files.createTempFile(directory, ".writable", ""));
    } catch (IOException e) {
      add("cannot write to " + directory + " (" + Sorry.words(e) + "); set " + key + " in "
          + settings.file() + " or use --data");
    }
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  private void add(String obstacle) {
    if (!obstacles.contains(obstacle)) {
      obstacles.add(obstacle);
    }
  }

  private interface Attempt {
    void at(InetSocketAddress address) throws IOException;
  }
}
