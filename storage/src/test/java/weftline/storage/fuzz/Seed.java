package weftline.storage.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import weftline.net.Headers;
import weftline.storage.ServiceKind;

/// A good request, from which bad ones are made.
///
/// @param target path and query as they are sent
record Seed(ServiceKind service, String method, String target, Headers headers, byte[] body) {
  /// All that `requests.txt` has. There, lines end as they do in this file, on the wire as HTTP
  /// wants.
  static List<Seed> all() throws IOException {
    try (InputStream in = Objects.requireNonNull(Seed.class.getResourceAsStream("requests.txt"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("(?m)^### ", -1))
          .filter(part -> !part.isBlank())
          .map(Seed::parse)
          .toList();
    }
  }

  private static Seed parse(String text) {
    int end = text.indexOf("\n\n");
    List<String> lines = text.substring(0, end).lines().toList();
    String[] first = lines.get(1).split(" ", 2);
    Headers headers = Headers.EMPTY;
    for (String line : lines.subList(2, lines.size())) {
      int colon = line.indexOf(": ");
      headers = headers.with(line.substring(0, colon), line.substring(colon + 2));
    }
    String body = text.substring(end + 2).stripTrailing().replace("\n", "\r\n");
    return new Seed(
        ServiceKind.valueOf(lines.getFirst().toUpperCase(Locale.ROOT)),
        first[0],
        first[1],
        headers,
        body.getBytes(StandardCharsets.UTF_8));
  }
}
