package io.mitschnitt.webui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The whole program as a process of its own. */
final class Program {

  private Program() {}

  static ProcessBuilder with(String... words) {
    ProcessBuilder builder = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-Djava.net.preferIPv4Stack=true",
            "-cp",
            System.getProperty("java.class.path"),
            "io.mitschnitt.webui.Main")
        .redirectErrorStream(true);
    builder.command().addAll(List.of(words));
    return builder;
  }

  /** What it said until it ended by itself with {@code code}. */
  static String run(ProcessBuilder program, int code) throws Exception {
    Process process = program.start();
    process.getOutputStream().close();
    return end(process, code);
  }

  static String end(Process process, int code) throws Exception {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isEqualTo(code);
    return output;
  }
}
