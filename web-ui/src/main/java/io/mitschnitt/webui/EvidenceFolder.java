package io.mitschnitt.webui;

import io.mitschnitt.recorder.evidence.EvidenceFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Evidence on a disk: zips, and folders of unpacked files. */
final class EvidenceFolder {

  private static final int MOST_BYTES = 512 * 1024 * 1024;

  private EvidenceFolder() {}

  /** The zip, the folder with files of evidence, or all of both below {@code path}. */
  static List<Path> subjects(Path path) throws IOException {
    if (!Files.isDirectory(path) || isSubject(path)) {
      return List.of(path);
    }
    List<Path> found = new ArrayList<>();
    try (Stream<Path> children = Files.list(path)) {
      for (Path child : children.sorted().toList()) {
        if (isSubject(child) || child.toString().endsWith(".zip")) {
          found.add(child);
        }
      }
    }
    return found;
  }

  private static boolean isSubject(Path path) {
    return Files.isDirectory(path)
        && Stream.of("log.txt", "ledger.txt", "SHA256SUMS", "public-key.pem")
            .anyMatch(name -> Files.exists(path.resolve(name)));
  }

  /** The files of one subject by name. */
  static Map<String, byte[]> read(Path subject) throws IOException {
    if (subject.toString().endsWith(".txt")) {
      return Map.of(
          EvidenceFiles.CONSENT_RECORD, bounded(Files.newInputStream(subject), subject.toString()));
    }
    return Files.isDirectory(subject) ? folder(subject) : zip(subject);
  }

  private static Map<String, byte[]> folder(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> children = Files.list(folder)) {
      for (Path file : children.filter(Files::isRegularFile).toList()) {
        files.put(
            String.valueOf(file.getFileName()),
            bounded(Files.newInputStream(file), file.toString()));
      }
    }
    return files;
  }

  private static Map<String, byte[]> zip(Path file) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    String at = "its first file";
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        at = entry.getName();
        byte[] bytes = zip.readNBytes(MOST_BYTES);
        if (files.put(at.substring(at.lastIndexOf('/') + 1), bytes) != null) {
          throw new IOException(at + " is there twice");
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException("the zip is damaged at " + at + ": " + e.getMessage(), e);
    }
    if (files.isEmpty()) {
      throw new IOException("is not a zip");
    }
    return files;
  }

  private static byte[] bounded(InputStream in, String name) throws IOException {
    try (in) {
      byte[] bytes = in.readNBytes(MOST_BYTES);
      if (in.read() >= 0) {
        throw new IOException(name + " is too large");
      }
      return bytes;
    }
  }
}
