package io.mitschnitt.recorder.edge;

import io.mitschnitt.recorder.contract.RecordingId;
import io.mitschnitt.recorder.journal.JournalFile;
import io.mitschnitt.recorder.journal.JournalFormat;
import io.mitschnitt.recorder.journal.JournalHeader;
import io.mitschnitt.recorder.journal.JournalReader;
import io.mitschnitt.recorder.key.KeyRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lies in the journals' directory when the recorder starts: the recordings of calls that a crash or a stop cut off.
 *
 * @param spools journals that can be read
 * @param unreadable names of journals whose header or key is damaged; they are reported and stay where they are
 */
record Recovery(List<Spool> spools, List<String> unreadable) {

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  /** Looks through {@code directory}. Blocking. */
  static Recovery look(Path directory, KeyRing keys) throws IOException {
    Recovery found = new Recovery(new ArrayList<>(), new ArrayList<>());
    try (Stream<Path> files = Files.list(directory)) {
      files
          .filter(file -> name(file).endsWith(JournalFormat.SUFFIX))
          .sorted()
          .forEach(file -> found.add(file, keys));
    }
    return found;
  }

  /** The journal of {@code recording} in {@code directory}; empty where it is not there or cannot be read. Blocking. */
  static Optional<Spool> look(Path directory, RecordingId recording, KeyRing keys) {
    Path file = JournalFile.path(directory, recording);
    Recovery found = new Recovery(new ArrayList<>(), new ArrayList<>());
    if (Files.exists(file)) {
      found.add(file, keys);
    }
    return found.spools.stream().findFirst();
  }

  private void add(Path file, KeyRing keys) {
    try {
      Optional<JournalHeader> header = JournalReader.header(file);
      boolean ours =
          header.isPresent() && name(file).startsWith(header.get().recording().value());
      if (ours) {
        spools.add(Spool.recovered(file, header.get(), keys.unwrap(header.get().wrappedKey())));
        return;
      }
    } catch (IOException | InvalidKeyException e) {
      LOG.error("journal {}: {}", file.getFileName(), e.toString());
    }
    unreadable.add(name(file).substring(0, name(file).length() - JournalFormat.SUFFIX.length()));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
