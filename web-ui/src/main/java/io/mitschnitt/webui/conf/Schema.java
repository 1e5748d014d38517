package io.mitschnitt.webui.conf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What may stand where in the configuration, {@code conf.schema.json}, and what it says of a tree that differs. */
final class Schema {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode root;
  private final JsonSchema schema;

  Schema() {
    try (InputStream in =
        Objects.requireNonNull(Schema.class.getResourceAsStream("conf.schema.json"))) {
      root = JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the schema is part of the program", e);
    }
    schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
  }

  /** All that is wrong with {@code tree}, by path in it; a place is named once. */
  Map<String, String> problems(Map<String, Object> tree) {
    Map<String, String> found = new LinkedHashMap<>();
    List<ValidationMessage> messages = new ArrayList<>(schema.validate(JSON.valueToTree(tree)));
    messages.sort(Comparator.comparing(message -> message.getInstanceLocation().toString()));
    for (ValidationMessage message : messages) {
      String path = path(message.getInstanceLocation());
      String property = Objects.requireNonNullElse(message.getProperty(), "");
      switch (message.getType()) {
        case "additionalProperties" ->
          found.putIfAbsent(join(path, property), unknown(path, property));
        case "required" ->
          found.putIfAbsent(
              join(path, property), "is missing; allowed: " + allowed(join(path, property)));
        case "propertyNames" ->
          found.putIfAbsent(
              path,
              "has a name that is none; allowed: "
                  + at(path).path("propertyNames").path("description").asText());
        default -> found.putIfAbsent(path, differs(path, message.getInstanceNode()));
      }
    }
    return found;
  }

  /** The part of the schema that speaks about {@code path}, references followed; missing where there is none. */
  JsonNode at(String path) {
    JsonNode node = root;
    for (String step : path.isEmpty() ? new String[0] : path.replace("[", ".[").split("\\.")) {
      node = step(node, step);
    }
    return node;
  }

  /** One step down: a property's name, or {@code [n]}. */
  JsonNode step(JsonNode node, String step) {
    JsonNode next = step.startsWith("[")
        ? node.path("items")
        : node.path("properties").has(step)
            ? node.path("properties").path(step)
            : node.path("additionalProperties");
    return next.has("$ref") ? root.at(next.path("$ref").textValue().substring(1)) : next;
  }

  /** What is allowed at {@code path}, for people. */
  String allowed(String path) {
    return at(path).path("description").asText("something else");
  }

  /** {@code value} as it may be shown: secrets are not. */
  String shown(String path, Object value) {
    if (at(path).path("writeOnly").asBoolean()) {
      return "***";
    }
    String text = JSON.valueToTree(value).toString();
    return text.length() > 80 ? text.substring(0, 79) + "…" : text;
  }

  private String differs(String path, JsonNode value) {
    boolean container = value.isContainerNode();
    String shown = container ? (value.isArray() ? "a list" : "a map") : shown(path, value);
    return "is " + shown + "; allowed: " + allowed(path);
  }

  private String unknown(String path, String key) {
    Set<String> known = new TreeSet<>();
    at(path).path("properties").fieldNames().forEachRemaining(known::add);
    String nearest = known.stream()
        .min(Comparator.comparingInt(name -> Edits.between(name, key)))
        .orElse("");
    return Edits.between(nearest, key) <= Math.max(2, key.length() / 3)
        ? "unknown key `" + key + "`; did you mean `" + nearest + "`?"
        : "unknown key `" + key + "`; allowed: " + String.join(", ", known);
  }

  private static String join(String path, String property) {
    return path.isEmpty() ? property : path + "." + property;
  }

  private static String path(JsonNodePath location) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < location.getNameCount(); i++) {
      if (location.getElement(i) instanceof Integer index) {
        path.append('[').append(index).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(location.getName(i));
      }
    }
    return path.toString();
  }
}
