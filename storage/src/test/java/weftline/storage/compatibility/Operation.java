package weftline.storage.compatibility;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// One that the current libraries for JavaScript can ask for, under the name that they give it.
record Operation(String service, String group, String name) implements Comparable<Operation> {
  /// All of them, in the order of the libraries.
  static List<Operation> all() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(Operation.class.getResourceAsStream("operations.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(Operation::parse)
          .toList();
    }
  }

  static Operation parse(String line) {
    String[] words = line.split(" ", -1);
    return new Operation(words[0], words[1], words[2]);
  }

  @Override
  public int compareTo(Operation other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return service + " " + group + " " + name;
  }
}
