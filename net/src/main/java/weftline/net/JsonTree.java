package weftline.net;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// JSON of any shape, for readers that pick a few things out of it. What is not there is a tree
/// that is [#missing], so that a long path needs one question at its end.
public final class JsonTree {
  private final JsonNode node;

  private JsonTree(JsonNode node) {
    this.node = node;
  }

  public static JsonTree parse(byte[] bytes) throws JsonException {
    return new JsonTree(Json.tree(bytes));
  }

  public static JsonTree parse(String text) throws JsonException {
    return parse(text.getBytes(StandardCharsets.UTF_8));
  }

  public JsonTree at(String name) {
    return new JsonTree(node.path(name));
  }

  public boolean missing() {
    return node.isMissingNode() || node.isNull();
  }

  public boolean isText() {
    return node.isString();
  }

  /// The text of a text, number or truth value; empty for anything else.
  public Optional<String> text() {
    return missing() || node.isContainer() ? Optional.empty() : Optional.of(node.asString());
  }

  public Optional<Long> number() {
    return node.isIntegralNumber() ? Optional.of(node.longValue()) : Optional.empty();
  }

  public boolean isTrue() {
    return node.isBoolean() && node.booleanValue();
  }

  public boolean isArray() {
    return node.isArray();
  }

  /// The elements of an array; none for anything else.
  public List<JsonTree> items() {
    return node.isArray() ? node.values().stream().map(JsonTree::new).toList() : List.of();
  }

  /// The names of an object's properties in order; none for anything else.
  public List<String> names() {
    return node.isObject() ? List.copyOf(node.propertyNames()) : List.of();
  }

  /// With line breaks and indentation, for people.
  public String pretty() {
    return node.toPrettyString();
  }

  /// On one line.
  @Override
  public String toString() {
    return node.toString();
  }
}
