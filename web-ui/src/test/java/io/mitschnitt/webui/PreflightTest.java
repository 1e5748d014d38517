package io.mitschnitt.webui;

import static org.assertj.core.api.Assertions.assertThat;

import io.mitschnitt.webui.conf.Configuration;
import io.mitschnitt.webui.conf.Settings;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {

  @TempDir
  Path directory;

  private Path file;

  @BeforeEach
  void write_a_configuration_that_takes_any_port() throws Exception {
    Files.createDirectory(directory.resolve("prompts"));
    file = directory.resolve("mitschnitt.yaml");
    conf("");
  }

  @Test
  void nothing_stands_in_the_way_of_free_ports() throws Exception {
    assertThat(new Preflight(settings()).obstacles()).isEmpty();
  }

  @Test
  void a_taken_port_is_named_with_its_setting() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        DatagramSocket sip = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
      conf("MITSCHNITT");
      Settings settings = Configuration.load(
          file,
          Optional.of(directory.resolve("data")),
          false,
          Map.of(
              "MITSCHNITT_HTTP_PORT", String.valueOf(other.getLocalPort()),
              "MITSCHNITT_SIP_UDP_PORT", String.valueOf(sip.getLocalPort())));
      assertThat(new Preflight(settings).obstacles())
          .containsExactly(
              "port " + other.getLocalPort()
                  + " on 127.0.0.1 is taken by another program; set http.port in " + file,
              "port " + sip.getLocalPort()
                  + " on 127.0.0.1 is taken by another program; set sip.udp-port in " + file);
    }
  }

  @Test
  void a_store_that_cannot_be_written_and_missing_announcements_are_named_together()
      throws Exception {
    Files.delete(directory.resolve("prompts"));
    Files.writeString(directory.resolve("data"), "a file where a directory should be");
    Settings settings = Configuration.load(
        file,
        Optional.of(directory.resolve("data")),
        false,
        Map.of("MITSCHNITT_PROMPTS_DIR", "/nowhere"));
    assertThat(new Preflight(settings).obstacles())
        .hasSize(4)
        .anySatisfy(line -> assertThat(line)
            .startsWith("cannot write to " + directory.resolve("data") + " (")
            .endsWith("); set recorder.data in " + file + " or use --data"))
        .contains(
            "the announcements' directory /nowhere does not exist; set prompts.dir in " + file);
  }

  @Test
  void the_program_tells_it_in_one_line_and_ends_with_2() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      ProcessBuilder program = Program.with(
          "run", "--conf", file.toString(), "--data", directory.resolve("d").toString());
      program.environment().put("MITSCHNITT_HTTP_PORT", String.valueOf(other.getLocalPort()));
      assertThat(Program.run(program, 2))
          .isEqualTo("mitschnitt: port " + other.getLocalPort()
              + " on 127.0.0.1 is taken by another program; set http.port in " + file + "\n");
    }
  }

  @Test
  void the_program_tells_wrong_words_and_wrong_keys_without_a_stack_trace() throws Exception {
    assertThat(Program.run(Program.with("fly"), 2))
        .isEqualTo("mitschnitt: unknown command \"fly\"; see --help\n");
    assertThat(Program.run(Program.with("--port"), 2))
        .isEqualTo("mitschnitt: unknown option --port; see --help\n");
    assertThat(Program.run(Program.with("run", "--demo", "--keep-evidence", "x"), 2))
        .contains("--keep-evidence goes with --self-test");
    Files.writeString(file, "http: { prot: 1 }");
    assertThat(Program.run(Program.with("check-config", "--conf", file.toString()), 2))
        .isEqualTo(
            "mitschnitt: " + file + ": http.prot: unknown key `prot`; did you mean `port`?\n");
    assertThat(Program.run(Program.with("--help"), 0)).contains("check-config", "--conf FILE");
    assertThat(Program.run(Program.with("--version"), 0)).startsWith("Mitschnitt ");
  }

  private Settings settings() throws Exception {
    return Configuration.load(file, Optional.of(directory.resolve("data")), false, Map.of());
  }

  private void conf(String comment) throws Exception {
    Files.writeString(
        file,
        "# " + comment
            + "\nhttp: { port: 0 }\nsip: { udp-port: 0, tcp-port: 0 }\nmedia: { webrtc-port: 0 }\n");
  }
}
