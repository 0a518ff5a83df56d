package weftline.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weftline.net.Headers;
import weftline.net.Response;

/// Takes multipart documents apart whose parts are requests, and writes answers as their parts.
public final class Multipart {
  private static final int HEADERS_MAX = 50;
  private static final Pattern BOUNDARY =
      Pattern.compile("multipart/mixed\\s*;.*boundary=\"?([^\";]+)\"?.*", Pattern.CASE_INSENSITIVE);

  private Multipart() {}

  /// What separates the parts; empty if the content is no multipart document.
  public static Optional<String> boundary(String contentType) {
    Matcher matcher = BOUNDARY.matcher(contentType);
    return matcher.matches() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
  }

  /// The parts of a document.
  ///
  /// @param text each byte a character
  /// @param max how many parts are read; more are left out
  public static List<Section> sections(String boundary, String text, int max) {
    String mark = "--" + boundary;
    List<Section> sections = new ArrayList<>();
    int start = text.indexOf(mark);
    while (start >= 0 && !text.startsWith("--", start + mark.length())) {
      int end = text.indexOf("\n" + mark, start + mark.length());
      if (end < 0) {
        throw invalid("the boundary '" + boundary + "' does not close it");
      }
      if (sections.size() == max) {
        return sections;
      }
      int from = text.indexOf('\n', start) + 1;
      sections.add(section(text.substring(Math.min(from, end), end)));
      start = end + 1;
    }
    return sections;
  }

  public static StorageException invalid(String why) {
    return new StorageException(
        StorageError.INVALID_INPUT, "The batch cannot be read: " + why + ".");
  }

  /// Writes an answer as it would be on the wire. A line break must follow where it has a body.
  public static void write(StringBuilder out, Response answer) {
    out.append("HTTP/1.1 ").append(answer.status()).append(' ').append(reason(answer.status()));
    for (Headers.Field field : answer.headers().fields()) {
      out.append("\r\n").append(field.name()).append(": ").append(field.value());
    }
    out.append("\r\n\r\n");
    if (answer.body() instanceof Response.Body.Bytes(var bytes)) {
      out.append(new String(bytes, UTF_8));
    }
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

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 201 -> "Created";
      case 202 -> "Accepted";
      case 204 -> "No Content";
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 409 -> "Conflict";
      case 412 -> "Precondition Failed";
      case 413 -> "Request Entity Too Large";
      default -> "Error";
    };
  }

  /// One part: headers, and what follows them.
  public record Section(Headers headers, String content) {
    /// The request that the part holds.
    public BatchPart request() {
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
  }
}
