package weftline.controller;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import weftline.net.Json;

/// A proposal with the bytes that stand for it on disk and on the wire, made once. What the bytes
/// say is let go when it has been applied: a thousand places of the log stay in memory.
final class Payload {
  private final byte[] bytes;
  private volatile Optional<Proposal> proposal;

  private Payload(byte[] bytes, Optional<Proposal> proposal) {
    this.bytes = bytes;
    this.proposal = proposal;
  }

  static Payload of(Proposal proposal) {
    return new Payload(Json.write(proposal), Optional.of(proposal));
  }

  /// What says little twice; see [Proposal.Brief].
  static Payload brief(Proposal.Batch batch) {
    return new Payload(Json.write(Proposal.Brief.of(batch)), Optional.of(batch));
  }

  static Payload of(byte[] bytes) {
    return new Payload(bytes, Optional.empty());
  }

  /// The same in fewer bytes.
  Payload packed() {
    return new Payload(Json.write(Proposal.Packed.of(bytes)), proposal);
  }

  byte[] bytes() {
    return bytes;
  }

  Proposal read() {
    Proposal read = proposal.orElseGet(this::parsed).opened();
    proposal = Optional.of(read);
    return read;
  }

  void forget() {
    proposal = Optional.empty();
  }

  private Proposal parsed() {
    try {
      return Json.read(bytes, Proposal.class);
    } catch (IOException e) {
      throw unknown(e);
    }
  }

  static UncheckedIOException unknown(IOException e) {
    return new UncheckedIOException(
        "The ledger holds something that this Weftline does not know: %s.".formatted(e.getMessage())
            + " If a newer Weftline wrote it, start that version again.",
        e);
  }
}
