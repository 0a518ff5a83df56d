package weftline.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// What elements a format has: their attributes and children. Written as a table, one element a
/// line: `Name attribute! attribute:type > Child Child?`. `!` marks what must be there, `?` what
/// may stand once. A type is `min..max` or literals, alternatives divided by `|`; none means any
/// text.
final class Schema {
  private final String root;
  private final Map<String, Element> elements;

  private Schema(String root, Map<String, Element> elements) {
    this.root = root;
    this.elements = elements;
  }

  static Schema parse(String table) {
    SequencedMap<String, Element> elements = new LinkedHashMap<>();
    table
        .replaceAll("\n +", " ")
        .lines()
        .filter(line -> !line.isBlank())
        .map(Element::parse)
        .forEach(element -> elements.put(element.name(), element));
    return new Schema(elements.firstEntry().getKey(), elements);
  }

  /// Says everything about the tree that this schema does not allow. False if the tree is of
  /// another format, so that nothing more can be said of it.
  boolean check(XmlElement tree, Findings findings) {
    if (tree.name().equals(root)) {
      checkElement(tree, findings);
      return true;
    }
    findings.error(
        tree.position(),
        "the root element is '%s'".formatted(tree.name()),
        "a file of this kind begins with '%s'".formatted(root),
        "check that the files are not mixed up");
    return false;
  }

  private void checkElement(XmlElement element, Findings findings) {
    Element rule = elements.get(element.name());
    if (rule == null) {
      throw new IllegalStateException(
          "the schema names '%s' and has no line for it".formatted(element.name()));
    }
    checkAttributes(element, rule, findings);
    for (XmlElement child : element.children()) {
      if (rule.children().containsKey(child.name())) {
        checkElement(child, findings);
      } else {
        findings.error(
            child.position(),
            "element '%s' is not known inside '%s'".formatted(child.name(), element.name()),
            "what is not understood cannot be carried out",
            "remove it; known here: " + listOf(rule.children().keySet()));
      }
    }
    checkOnce(element, rule, findings);
  }

  private static void checkOnce(XmlElement element, Element rule, Findings findings) {
    rule.children()
        .forEach((name, once) -> {
          List<XmlElement> found = element.children(name);
          if (once && found.size() > 1) {
            findings.error(
                found.get(1).position(),
                "element '%s' stands %d times in '%s'"
                    .formatted(name, found.size(), element.name()),
                "it may stand there once; the first is at line "
                    + found.getFirst().position().line(),
                "put the contents of both into one");
          }
        });
  }

  private static void checkAttributes(XmlElement element, Element rule, Findings findings) {
    element
        .attributes()
        .forEach((name, value) -> {
          Attribute attribute = rule.attributes().get(name);
          if (attribute == null) {
            findings.error(
                element.position(name),
                "attribute '%s' is not known on '%s'".formatted(name, element.name()),
                "what is not understood cannot be carried out",
                "remove it; known here: " + listOf(rule.attributes().keySet()));
          } else if (!attribute.allows(value)) {
            findings.error(
                element.position(name),
                "%s=\"%s\" on '%s' is not allowed".formatted(name, value, element.name()),
                "the value must be " + attribute.typeText(),
                "correct the value");
          }
        });
    rule.attributes().values().stream()
        .filter(attribute ->
            attribute.required() && !element.attributes().containsKey(attribute.name()))
        .forEach(attribute ->
            findings.error(
                element.position(),
                "'%s' lacks the attribute '%s'".formatted(element.name(), attribute.name()),
                "it has no default",
                "add %s=\"...\"".formatted(attribute.name())));
  }

  private static String listOf(Iterable<String> names) {
    String text = String.join(", ", names);
    return text.isEmpty() ? "nothing" : text;
  }

  /// One line of the table.
  ///
  /// @param children whether each child may stand only once, by name
  private record Element(
      String name, Map<String, Attribute> attributes, Map<String, Boolean> children) {
    static Element parse(String line) {
      String[] halves = line.strip().split("\\s*>\\s*", 2);
      List<String> words = Arrays.asList(halves[0].split("\\s+"));
      Map<String, Attribute> attributes = new LinkedHashMap<>();
      words.stream()
          .skip(1)
          .map(Attribute::parse)
          .forEach(each -> attributes.put(each.name(), each));
      Map<String, Boolean> children = new LinkedHashMap<>();
      if (halves.length == 2) {
        for (String child : halves[1].split("\\s+", -1)) {
          children.put(child.replace("?", ""), child.endsWith("?"));
        }
      }
      return new Element(words.getFirst(), attributes, children);
    }
  }

  /// An attribute of an element. No alternatives: any text.
  private record Attribute(String name, boolean required, List<String> alternatives) {
    static Attribute parse(String word) {
      String[] halves = word.split(":", 2);
      List<String> alternatives = new ArrayList<>();
      if (halves.length == 2) {
        alternatives.addAll(Arrays.asList(halves[1].split("\\|")));
      }
      return new Attribute(halves[0].replace("!", ""), halves[0].endsWith("!"), alternatives);
    }

    boolean allows(String value) {
      return alternatives.isEmpty() || alternatives.stream().anyMatch(each -> matches(each, value));
    }

    String typeText() {
      return alternatives.stream()
          .map(each -> each.replace("..", " to "))
          .collect(Collectors.joining(", or "));
    }

    private static boolean matches(String alternative, String value) {
      int dots = alternative.indexOf("..");
      if (dots < 0) {
        return alternative.equals(value);
      }
      return number(value)
          .filter(found -> found >= Long.parseLong(alternative.substring(0, dots)))
          .filter(found -> found <= Long.parseLong(alternative.substring(dots + 2)))
          .isPresent();
    }

    private static Optional<Long> number(String value) {
      return value.strip().matches("-?[0-9]{1,18}")
          ? Optional.of(Long.parseLong(value.strip()))
          : Optional.empty();
    }
  }
}
