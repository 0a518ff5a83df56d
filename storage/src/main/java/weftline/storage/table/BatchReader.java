package weftline.storage.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weftline.net.Headers;
import weftline.storage.StorageError;
import weftline.storage.StorageException;

/// Takes the body of a transaction apart: a multipart document that holds a change set, which is a
/// multipart document of requests; or one query.
final class BatchReader {
  /// One more than a change set may hold, so that too many are told from just enough.
  private static final int PARTS_MAX = 101;

  private static final int HEADERS_MAX = 50;
  private static final Pattern BOUNDARY =
      Pattern.compile("multipart/mixed\\s*;.*boundary=\"?([^\";]+)\"?.*", Pattern.CASE_INSENSITIVE);

  private BatchReader() {}

  static List<BatchPart> read(String contentType, byte[] body) {
    List<Section> outer =
        sections(
            boundary(contentType).orElseThrow(() -> invalid("it is not multipart/mixed")),
            new String(body, ISO_8859_1));
    if (outer.size() != 1) {
      throw invalid("it must hold one change set, or one query");
    }
    Section only = outer.getFirst();
    return boundary(only.headers().first("Content-Type").orElse(""))
        .map(inner -> sections(inner, only.content()).stream().map(BatchReader::part).toList())
        .orElseGet(() -> List.of(part(only)));
  }

  private static Optional<String> boundary(String contentType) {
    Matcher matcher = BOUNDARY.matcher(contentType);
    return matcher.matches() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
  }

  private static List<Section> sections(String boundary, String text) {
    String mark = "--" + boundary;
    List<Section> sections = new ArrayList<>();
    int start = text.indexOf(mark);
    while (start >= 0 && !text.startsWith("--", start + mark.length())) {
      int end = text.indexOf("\n" + mark, start + mark.length());
      if (end < 0) {
        throw invalid("the boundary '" + boundary + "' does not close it");
      }
      if (sections.size() == PARTS_MAX) {
        return sections;
      }
      int from = text.indexOf('\n', start) + 1;
      sections.add(section(text.substring(Math.min(from, end), end)));
      start = end + 1;
    }
    return sections;
  }

  private static Section section(String text) {
    List<Headers.Field> fields = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      String line = line(text, at);
      at += line.length() + 1;
      if (line.isBlank()) {
        return new Section(new Headers(fields), text.substring(Math.min(at, text.length())));
      }
      int colon = line.indexOf(':');
      if (colon < 0 || fields.size() == HEADERS_MAX) {
        throw invalid("a header of a part cannot be read");
      }
      fields.add(
          new Headers.Field(line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
    }
    return new Section(new Headers(fields), "");
  }

  /// Without the line feed that ends it.
  private static String line(String text, int at) {
    int end = text.indexOf('\n', at);
    return text.substring(at, end < 0 ? text.length() : end);
  }

  private static BatchPart part(Section section) {
    String content = section.content();
    String request = line(content, 0);
    String[] words = request.strip().split(" ", -1);
    if (words.length != 3) {
      throw invalid("a part starts with no request");
    }
    Section inner = section(content.substring(Math.min(request.length() + 1, content.length())));
    String body = inner.content();
    String stripped = body.endsWith("\r") ? body.substring(0, body.length() - 1) : body;
    return new BatchPart(words[0], words[1], inner.headers(), stripped.getBytes(ISO_8859_1));
  }

  private static StorageException invalid(String why) {
    return new StorageException(
        StorageError.INVALID_INPUT, "The transaction cannot be read: " + why + ".");
  }

  /// Headers and what follows them.
  private record Section(Headers headers, String content) {}
}
