package weftline.storage.blob;

import weftline.net.Headers;
import weftline.net.Response;
import weftline.storage.XmlWriter;

/// What answers say of page blobs, of append blobs and of copies only.
final class KindHeaders {
  private static final String SEQUENCE_NUMBER = "x-ms-blob-sequence-number";

  private KindHeaders() {}

  /// For an answer that tells of the blob.
  static Headers addedTo(Headers headers, BlobRow row) {
    Headers ofKind =
        switch (row.body().kind()) {
          case BLOCK -> headers;
          case PAGE -> headers.with(SEQUENCE_NUMBER, Long.toString(sequenceNumber(row)));
          case APPEND -> {
            Headers counted = headers.with("x-ms-blob-committed-block-count", count(row));
            yield row.get(BlobField.SEALED).isPresent()
                ? counted.with("x-ms-blob-sealed", "true")
                : counted;
          }
        };
    return row.get(BlobField.COPY).map(copy -> copy.addedTo(ofKind)).orElse(ofKind);
  }

  /// Within the element `Properties` of a list.
  static void write(XmlWriter xml, BlobRow row, boolean copies) {
    if (row.body().kind() == BlobKind.PAGE) {
      xml.element(SEQUENCE_NUMBER, sequenceNumber(row));
    }
    if (row.state().has(BlobField.SEALED)) {
      xml.element("Sealed", "true");
    }
    if (copies) {
      row.get(BlobField.COPY).ifPresent(copy -> copy.write(xml));
    }
  }

  /// For an answer to a change of pages or properties.
  static Response addSequenceNumber(Response response, BlobRow row) {
    return row.body().kind() == BlobKind.PAGE
        ? response.with(SEQUENCE_NUMBER, Long.toString(sequenceNumber(row)))
        : response;
  }

  static long sequenceNumber(BlobRow row) {
    return row.get(BlobField.SEQUENCE_NUMBER).orElse(0L);
  }

  static String count(BlobRow row) {
    return Long.toString(row.get(BlobField.APPENDS).orElse(0L));
  }
}
