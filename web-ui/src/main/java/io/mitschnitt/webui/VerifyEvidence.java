package io.mitschnitt.webui;

import io.mitschnitt.recorder.evidence.EvidenceFiles;
import io.mitschnitt.recorder.evidence.PublicKeys;
import io.mitschnitt.recorder.evidence.Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code verify-evidence}: judges bundles and copied logs by their files alone. */
final class VerifyEvidence {

  private final List<String> words;

  VerifyEvidence(List<String> words) {
    this.words = words;
  }

  /** Answers the exit code: 0 where all is as it was, 1 where something is not. */
  int run() {
    if (words.isEmpty() || words.size() > 2) {
      throw Sorry.wrongUse("verify-evidence FILE|DIR [PUBLIC-KEY]; see --help");
    }
    try {
      Path path = Path.of(words.get(0));
      if (!Files.exists(path)) {
        throw Sorry.wrongUse(path + ": there is no such file");
      }
      List<Path> subjects = EvidenceFolder.subjects(path);
      if (subjects.isEmpty()) {
        throw Sorry.wrongUse(path + ": holds no evidence");
      }
      Optional<PublicKey> trusted =
          words.size() == 2 ? Optional.of(key(Path.of(words.get(1)))) : Optional.empty();
      long wrong = subjects.stream().filter(subject -> !right(subject, trusted)).count();
      Console.say(subjects.size() + " checked, " + wrong + " wrong");
      return wrong == 0 ? 0 : Sorry.CHECK_FAILED;
    } catch (IOException e) {
      throw Sorry.wrongUse(Sorry.words(e));
    }
  }

  private static PublicKey key(Path file) throws IOException {
    try {
      return PublicKeys.read(Files.readAllBytes(file));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** A single record is judged by the key that is given, else by the one beside it. */
  private static byte[] keyOf(Path record, Optional<PublicKey> trusted) throws IOException {
    Path beside = record.resolveSibling(EvidenceFiles.KEY);
    if (trusted.isEmpty() && !Files.exists(beside)) {
      throw new IOException(
          "a single record needs the public key: verify-evidence FILE PUBLIC-KEY");
    }
    return trusted.isPresent()
        ? PublicKeys.pem(trusted.get()).getBytes(StandardCharsets.US_ASCII)
        : Files.readAllBytes(beside);
  }

  private static boolean right(Path subject, Optional<PublicKey> trusted) {
    try {
      Map<String, byte[]> files = new TreeMap<>(EvidenceFolder.read(subject));
      if (subject.toString().endsWith(".txt")) {
        files.put(EvidenceFiles.KEY, keyOf(subject, trusted));
      }
      Verifier.Verdict verdict = Verifier.judge(files, trusted);
      Console.say((verdict.right() ? "RIGHT " : "WRONG ") + subject + ": " + verdict.subject()
          + "; key sha256 " + verdict.key());
      verdict
          .stamped()
          .ifPresent(at -> Console.say("  time stamp: " + at + "; see docs/evidence.md"));
      verdict.removed().forEach(gone -> Console.say("  given out without: " + gone));
      verdict.faults().forEach(fault -> Console.say("  " + fault));
      return verdict.right();
    } catch (IOException e) {
      Console.say("WRONG " + subject + ": " + e.getMessage());
      return false;
    }
  }
}
