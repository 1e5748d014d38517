package io.mitschnitt.webui.conf;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML as people mean it: {@code off} is a word and not false, {@code +4930} is a text and not a number, a key that
 * stands twice is a mistake. No tags, so no classes come to life.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#103-core-schema">YAML 1.2, core schema</a>
 */
final class YamlText {

  private YamlText() {}

  /** The map that {@code text} is; an empty text is an empty map. */
  static Map<String, Object> map(String text) throws Unreadable {
    Object found = load(text);
    if (found == null) {
      return new LinkedHashMap<>();
    }
    if (!(found instanceof Map<?, ?> map)) {
      throw new Unreadable("is not a map of keys and values");
    }
    Map<String, Object> named = new LinkedHashMap<>();
    map.forEach((key, value) -> {
      if (value != null) {
        named.put(String.valueOf(key), value);
      }
    });
    return named;
  }

  /** The value that {@code text} is: a map, a list, a text, a number, true or false; null when empty. */
  static @Nullable Object load(String text) throws Unreadable {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(20);
    DumperOptions unused = new DumperOptions();
    try {
      return new Yaml(
              new SafeConstructor(options), new Representer(unused), unused, options, new Words())
          .load(text);
    } catch (MarkedYAMLException e) {
      throw new Unreadable(place(e) + e.getProblem());
    } catch (YAMLException e) {
      throw new Unreadable("is not YAML");
    }
  }

  private static String place(MarkedYAMLException e) {
    return e.getProblemMark() == null
        ? ""
        : "line " + (e.getProblemMark().getLine() + 1) + ", column "
            + (e.getProblemMark().getColumn() + 1) + ": ";
  }

  /** Not YAML, or not a map; the message is for people. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  private static final class Words extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, Pattern.compile("true|True|TRUE|false|False|FALSE"), "tTfF");
      addImplicitResolver(Tag.INT, Pattern.compile("0|-?[1-9][0-9]{0,17}"), "-0123456789");
      addImplicitResolver(Tag.FLOAT, Pattern.compile("-?[0-9]+\\.[0-9]+"), "-0123456789");
      addImplicitResolver(Tag.NULL, Pattern.compile("~|null|Null|NULL|"), "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
      addImplicitResolver(Tag.MERGE, MERGE, "<");
    }
  }
}
