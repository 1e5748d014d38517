package io.mitschnitt.webui.conf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the configuration: {@code mitschnitt.yaml}, and beside it {@code trunks.yaml}, {@code agents.yaml}, {@code
 * policies.yaml}, {@code jurisdictions.yaml} and, in a demo, {@code demo.yaml}; then the environment. Blocking: at start only.
 */
public final class Configuration {

  private final Path file;
  private final Schema schema = new Schema();
  private final List<ConfProblem> problems = new ArrayList<>();
  private Optional<Path> draft = Optional.empty();

  private Configuration(Path file) {
    this.file = file;
  }

  /**
   * The settings in {@code file} and around it.
   *
   * @param data where everything under {@code data/} goes instead
   * @throws ConfRefused with all that is wrong
   */
  public static Settings load(
      Path file, Optional<Path> data, boolean demo, Map<String, String> environment)
      throws ConfRefused {
    return new Configuration(file).read(data, demo, environment);
  }

  /**
   * The same as if {@code draft} had been said on top: profiles, jurisdictions and settings of the same name win, its rules
   * count instead of ours.
   */
  public static Settings draft(
      Path file, Path draft, Optional<Path> data, boolean demo, Map<String, String> environment)
      throws ConfRefused {
    Configuration configuration = new Configuration(file);
    configuration.draft = Optional.of(draft);
    return configuration.read(data, demo, environment);
  }

  private Settings read(Optional<Path> data, boolean demo, Map<String, String> environment)
      throws ConfRefused {
    if (!Files.isRegularFile(file)) {
      throw new ConfRefused(List.of(new ConfProblem(file.toString(), "", "there is no such file")));
    }
    for (Path needed : draft.stream().toList()) {
      if (!Files.isRegularFile(needed)) {
        throw new ConfRefused(
            List.of(new ConfProblem(needed.toString(), "", "there is no such file")));
      }
    }
    Layers layers = new Layers(file.toString(), yaml(file));
    addBeside(layers, "trunks.yaml");
    addBeside(layers, "agents.yaml");
    if (demo) {
      addBeneath(layers, "demo.yaml");
    }
    addBeneath(layers, "policies.yaml");
    addBeneath(layers, "jurisdictions.yaml");
    draft.ifPresent(said -> layers.above(said.toString(), yaml(said)));
    new Environment(schema, layers, problems).apply(environment);
    return checked(layers, data, demo);
  }

  private Settings checked(Layers layers, Optional<Path> data, boolean demo) throws ConfRefused {
    Section root = new Section(layers.tree(), "");
    Map<String, String> found = new LinkedHashMap<>(schema.problems(layers.tree()));
    new CrossChecks(root, demo).problems().forEach(found::putIfAbsent);
    TrunkConf.files(root).forEach(found::putIfAbsent);
    found.forEach((path, what) -> problems.add(problem(layers, path, what)));
    if (!problems.isEmpty()) {
      throw new ConfRefused(problems);
    }
    List<ConfProblem> warnings = new ArrayList<>();
    CrossChecks.warnings(root, demo)
        .forEach((path, what) -> warnings.add(problem(layers, path, what)));
    return new Typed(root, file, data, demo, demoAgents(root, layers)).settings(warnings);
  }

  private static Set<String> demoAgents(Section root, Layers layers) {
    return root.list("agents").stream()
        .filter(agent -> layers.origin(agent.path()).source().endsWith("demo.yaml"))
        .map(agent -> agent.text("name", ""))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static ConfProblem problem(Layers layers, String path, String what) {
    Layers.Origin origin = layers.origin(path);
    return new ConfProblem(origin.source(), origin.path(), what);
  }

  private void addBeside(Layers layers, String name) {
    Path sibling = file.resolveSibling(name);
    if (Files.isRegularFile(sibling)) {
      layers.beside(sibling.toString(), yaml(sibling));
    }
  }

  /** Lays a file that everybody has beneath: the one beside ours, else the one in the program. */
  private void addBeneath(Layers layers, String name) {
    Path sibling = file.resolveSibling(name);
    if (Files.isRegularFile(sibling)) {
      layers.beneath(sibling.toString(), yaml(sibling));
    } else {
      layers.beneath("built-in " + name, parse("built-in " + name, builtIn(name)));
    }
  }

  private Map<String, Object> yaml(Path path) {
    try {
      return parse(path.toString(), Files.readString(path));
    } catch (IOException e) {
      problems.add(new ConfProblem(path.toString(), "", "cannot be read as UTF-8 text"));
      return new LinkedHashMap<>();
    }
  }

  private Map<String, Object> parse(String source, String text) {
    try {
      return YamlText.map(text);
    } catch (YamlText.Unreadable e) {
      problems.add(new ConfProblem(source, "", Objects.requireNonNull(e.getMessage())));
      return new LinkedHashMap<>();
    }
  }

  private static String builtIn(String name) {
    try (InputStream in =
        Objects.requireNonNull(Configuration.class.getResourceAsStream("/conf/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name + " is part of the program", e);
    }
  }
}
