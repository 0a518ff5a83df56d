package weftline.controller;

import io.microraft.model.message.InstallSnapshotRequest;
import io.microraft.model.message.RaftMessage;

/// What one controller's ledger says to another's. Only they look inside; a carrier that needs
/// bytes gets bytes.
public final class Letter {
  /// What a carrier must be able to bring: a checkpoint of a large fabric.
  public static final int BYTES_MAX = 512 << 20;

  private final RaftMessage message;

  Letter(RaftMessage message) {
    this.message = message;
  }

  /// Reads what [#bytes] has made.
  ///
  /// @throws LetterException if they are no letter
  public static Letter read(byte[] bytes) throws LetterException {
    return new Letter(LetterReader.read(bytes));
  }

  public byte[] bytes() {
    return LetterWriter.write(message);
  }

  /// Whether it takes long to bring.
  boolean isLarge() {
    return message instanceof InstallSnapshotRequest install && install.getSnapshotChunk() != null;
  }

  RaftMessage message() {
    return message;
  }

  @Override
  public String toString() {
    return message.getClass().getSimpleName();
  }
}
