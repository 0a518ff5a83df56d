package weftline.controller;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import weftline.net.Json;

/// What one place in the replicated log holds.
sealed interface Proposal {
  /// What is meant, however it is written.
  default Proposal opened() {
    return this;
  }

  /// What the primary has decided.
  record Batch(Entry entry) implements Proposal {}

  /// A controller has been elected; what stands before it is settled.
  record Elected(Peer by) implements Proposal {}

  /// Who belongs to the group from here on.
  ///
  /// @param changed the one who comes or goes
  /// @param mode what happens to it, in the consensus library's word
  record Members(List<Peer> members, List<Peer> voting, Peer changed, String mode)
      implements Proposal {
    public Members {
      members = List.copyOf(members);
      voting = List.copyOf(voting);
    }
  }

  /// Another proposal, which would take too much as it is. Since level 2.
  ///
  /// @param content its JSON, deflated, in Base64
  record Packed(String content) implements Proposal {
    static Packed of(byte[] json) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
        out.write(json);
      } catch (IOException e) {
        throw new UncheckedIOException("memory takes everything", e);
      }
      return new Packed(Base64.getEncoder().encodeToString(packed.toByteArray()));
    }

    @Override
    public Proposal opened() {
      byte[] packed = Base64.getDecoder().decode(content);
      try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
        return Json.read(in, Proposal.class);
      } catch (IOException e) {
        throw Payload.unknown(e);
      }
    }
  }
}
