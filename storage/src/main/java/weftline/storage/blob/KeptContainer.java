package weftline.storage.blob;

import java.util.HexFormat;
import java.util.Optional;
import weftline.storage.RowReader;
import weftline.storage.RowWriter;

/// A container that is deleted, but can be had back. Its blobs are where they were, under its
/// generation.
record KeptContainer(Deletion deletion, ContainerRow row) {
  static KeptContainer read(byte[] bytes) {
    RowReader row = new RowReader(bytes);
    return new KeptContainer(Deletion.read(row), ContainerRow.read(row.bytes()));
  }

  byte[] toBytes() {
    RowWriter out = new RowWriter();
    deletion.write(out);
    return out.bytes(row.toBytes()).toBytes();
  }

  /// How clients name one of several deleted containers of the same name.
  static String version(long generation) {
    return HexFormat.of().withUpperCase().toHexDigits(generation);
  }

  static Optional<Long> generation(String version) {
    try {
      return Optional.of(HexFormat.fromHexDigitsToLong(version));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
