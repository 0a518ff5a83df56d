package weftline.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An element of a service model file with the place it stands at. Text between elements is left
/// out: the formats have none.
record XmlElement(
    String name,
    Map<String, String> attributes,
    Map<String, Position> attributePositions,
    Position position,
    List<XmlElement> children) {

  Optional<String> attribute(String attribute) {
    return Optional.ofNullable(attributes.get(attribute));
  }

  String text(String attribute) {
    return attributes.getOrDefault(attribute, "");
  }

  boolean flag(String attribute, boolean otherwise) {
    return attribute(attribute).map(XmlElement::isTrue).orElse(otherwise);
  }

  /// The number, or nothing where there is none; that it should have been one is the schema's word.
  Optional<Integer> number(String attribute) {
    return attribute(attribute).flatMap(XmlElement::parse);
  }

  /// Where the attribute stands, or else the element.
  Position position(String attribute) {
    return attributePositions.getOrDefault(attribute, position);
  }

  List<XmlElement> children(String wanted) {
    return children.stream().filter(child -> child.name.equals(wanted)).toList();
  }

  Optional<XmlElement> child(String wanted) {
    return children(wanted).stream().findFirst();
  }

  /// All elements that a path of names leads to.
  List<XmlElement> path(String... names) {
    List<XmlElement> found = List.of(this);
    for (String next : names) {
      found = found.stream().flatMap(each -> each.children(next).stream()).toList();
    }
    return found;
  }

  /// What several paths lead to, one path after the other.
  List<XmlElement> anyPath(List<List<String>> paths) {
    List<XmlElement> found = new ArrayList<>();
    paths.forEach(each -> found.addAll(path(each.toArray(String[]::new))));
    return found;
  }

  private static boolean isTrue(String text) {
    return text.equals("true") || text.equals("1");
  }

  private static Optional<Integer> parse(String text) {
    try {
      return Optional.of(Integer.parseInt(text.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
