package io.mitschnitt.gateway.prompt;

import io.mitschnitt.gateway.media.CallMedia.PromptSound;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All announcements of this node: {@code <language>/<name>.wav} with the same words in {@code <name>.txt}. */
public final class Prompts {

  /** Announcements without which no call can be asked. */
  public static final List<String> REQUIRED = List.of("notice", "opt-out", "explicit", "statutory");

  /** Said when a call goes on unrecorded after the other party was asked. */
  public static final String NOT_RECORDED = "not-recorded";

  /** Said before we hang up, where a call is declined whose other party does not agree. */
  public static final String DECLINED = "declined";

  /** Said when no agent answers. */
  public static final String SORRY = "sorry";

  /** What is spoken where a language is missing. */
  public static final String FALLBACK = "en";

  private final Map<String, Clip> clips;

  private Prompts(Map<String, Clip> clips) {
    this.clips = Map.copyOf(clips);
  }

  /** An exchange that has only these. */
  public static Prompts of(List<Clip> clips) {
    Map<String, Clip> byKey = new HashMap<>();
    clips.forEach(clip -> byKey.put(key(clip.language(), clip.name()), clip));
    return new Prompts(byKey);
  }

  /** Reads a directory such as {@code conf/prompts}. Blocks. Its message says which file is wrong and what is expected. */
  public static Prompts read(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IOException("no announcements: " + directory + " is not a directory");
    }
    Map<String, Clip> clips = new HashMap<>();
    for (Path language : sorted(directory, Files::isDirectory)) {
      for (Path wav : sorted(language, file -> file.toString().endsWith(".wav"))) {
        Clip clip = clip(language.getFileName().toString(), wav);
        clips.put(key(clip.language(), clip.name()), clip);
      }
    }
    for (String name : REQUIRED) {
      if (!clips.containsKey(key(FALLBACK, name))) {
        throw new IOException(
            "announcement is missing: " + directory.resolve(FALLBACK).resolve(name + ".wav"));
      }
    }
    return new Prompts(clips);
  }

  /** The announcement in that language, else in its plain form ({@code de} for {@code de-AT}), else in English. */
  public Optional<Clip> find(String language, String name) {
    return Stream.of(language, language.split("-", 2)[0], FALLBACK)
        .map(tag -> clips.get(key(tag, name)))
        .filter(clip -> clip != null)
        .findFirst();
  }

  private static Clip clip(String language, Path wav) throws IOException {
    String file = wav.getFileName().toString();
    String name = file.substring(0, file.length() - ".wav".length());
    Path text = wav.resolveSibling(name + ".txt");
    if (!Files.isRegularFile(text)) {
      throw new IOException("an announcement needs its words: " + text + " is missing");
    }
    byte[] bytes = Files.readAllBytes(wav);
    String words = Files.readString(text, StandardCharsets.UTF_8).strip();
    return new Clip(
        language, name, words, sha256(bytes), new PromptSound(Wav.samples(bytes, wav.toString())));
  }

  private static List<Path> sorted(Path directory, java.util.function.Predicate<Path> wanted)
      throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(wanted).sorted().toList();
    }
  }

  private static String key(String language, String name) {
    return language + "/" + name;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
