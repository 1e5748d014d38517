package io.mitschnitt.webui;

import io.mitschnitt.webui.conf.Settings;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code doctor}: looks whether this machine and this configuration fit together, changes nothing but makes directories. */
final class Doctor {

  private static final long MEGABYTE = 1L << 20;
  private static final long LITTLE_DISK = 1024;

  private final Settings settings;
  private boolean well = true;

  Doctor(Settings settings) {
    this.settings = settings;
  }

  Future<Integer> run() {
    finding(
        Runtime.version().feature() >= 17, "Java " + Runtime.version() + ", 17 or newer is needed");
    finding(
        true,
        Runtime.getRuntime().availableProcessors() + " cores, heap up to "
            + Runtime.getRuntime().maxMemory() / MEGABYTE + " MB");
    List<String> obstacles = new Preflight(settings).obstacles();
    obstacles.forEach(obstacle -> finding(false, obstacle));
    finding(obstacles.isEmpty(), "ports, directories and announcements can be used");
    disk();
    Console.say(well ? "All is well." : "Something is not as it should be.");
    return Future.succeededFuture(well ? 0 : Sorry.CHECK_FAILED);
  }

  private void disk() {
    Path data = settings.recorder().data();
    try {
      long free = Files.getFileStore(data).getUsableSpace() / MEGABYTE;
      finding(
          free >= LITTLE_DISK,
          free + " MB free for " + data + ", about " + free / 22 + " hours of calls");
    } catch (IOException e) {
      finding(false, "cannot tell the free space of " + data + ": " + Sorry.words(e));
    }
  }

  private void finding(boolean good, String text) {
    well &= good;
    Console.say((good ? "  ok      " : "  wrong   ") + text);
  }
}
