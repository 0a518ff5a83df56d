package weftline.storage.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import weftline.storage.BatchPart;
import weftline.storage.Multipart;

/// Takes the body of a transaction apart: a multipart document that holds a change set, which is a
/// multipart document of requests; or one query.
final class BatchReader {
  /// One more than a change set may hold, so that too many are told from just enough.
  private static final int PARTS_MAX = 101;

  private BatchReader() {}

  static List<BatchPart> read(String contentType, byte[] body) {
    List<Multipart.Section> outer =
        Multipart.sections(
            Multipart.boundary(contentType)
                .orElseThrow(() -> Multipart.invalid("it is not multipart/mixed")),
            new String(body, ISO_8859_1),
            PARTS_MAX);
    if (outer.size() != 1) {
      throw Multipart.invalid("it must hold one change set, or one query");
    }
    Multipart.Section only = outer.getFirst();
    return Multipart.boundary(only.headers().first("Content-Type").orElse(""))
        .map(inner ->
            Multipart.sections(inner, only.content(), PARTS_MAX).stream()
                .map(Multipart.Section::request)
                .toList())
        .orElseGet(() -> List.of(only.request()));
  }
}
