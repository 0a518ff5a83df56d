package weftline.storage.compatibility;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes the verdicts for people.
record CompatibilityPage(List<Operation> operations, Map<Operation, Verdict> verdicts) {
  private static final String HEAD =
      """
      # Storage: which operations work

      Every operation that the official JavaScript libraries can ask for (`@azure/storage-blob` 12.34.0,
      `@azure/storage-queue` 12.29.0, `@azure/data-tables` 13.3.2), under the names that they give them. A test asks a
      real server for each, by the official library for Java where that has the operation, otherwise by the request
      that the JavaScript library sends, and writes this page; nobody edits it by hand:

      ```
      mvn -pl storage -am test -Dtest=CompatibilityTest -Dsurefire.failIfNoSpecifiedTests=false -Dcompatibility.write=true
      ```

      | | operations | works | differs | not supported |
      |---|---:|---:|---:|---:|
      """;

  String render() {
    StringBuilder page = new StringBuilder(HEAD);
    for (String service : services()) {
      page.append(
          "| %s | %d | %d | %d | %d |\n"
              .formatted(
                  service,
                  of(service).size(),
                  count(service, "works"),
                  count(service, "differs"),
                  of(service).size() - count(service, "works") - count(service, "differs")));
    }
    for (String service : services()) {
      page.append("\n## ").append(service).append("\n\n");
      page.append("| operation | verdict | why |\n|---|---|---|\n");
      of(service).forEach(operation -> page.append(line(operation)));
    }
    return page.toString();
  }

  /// The lines of what works.
  List<String> working() {
    return working(render().lines().toList());
  }

  static List<String> working(List<String> page) {
    return page.stream().filter(line -> line.contains("| works |")).toList();
  }

  private String line(Operation operation) {
    Verdict verdict = verdict(operation);
    return "| %s.%s | %s | %s |\n"
        .formatted(operation.group(), operation.name(), verdict.word(), verdict.why())
        .replace("|  |", "| |");
  }

  private List<String> services() {
    return operations.stream().map(Operation::service).distinct().toList();
  }

  private List<Operation> of(String service) {
    return operations.stream()
        .filter(operation -> operation.service().equals(service))
        .collect(Collectors.toList());
  }

  private long count(String service, String word) {
    return of(service).stream().filter(operation -> verdict(operation).word().equals(word)).count();
  }

  private Verdict verdict(Operation operation) {
    return verdicts.getOrDefault(
        operation, new Verdict.Fails(new IllegalStateException("no trial")));
  }
}
