package weftline.controller;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.DeflaterOutputStream;
import weftline.core.Event;
import weftline.core.Event.Placement;
import weftline.model.DeploymentId;
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

  /// What the primary has decided, with the homes of instances in columns. Since level 3.
  ///
  /// @param entry the same without them
  /// @param homes those of each [Event.InstancesPlaced] of the entry, one event after the other
  record Brief(Entry entry, List<List<Homes>> homes) implements Proposal {
    public Brief {
      homes = homes.stream().map(List::copyOf).toList();
    }

    /// The batch itself, if it says nothing often or cannot be said so.
    static Proposal of(Batch batch) {
      List<List<Homes>> homes = new ArrayList<>();
      int placements = 0;
      int columns = 0;
      for (Event event : batch.entry().events()) {
        if (event instanceof Event.InstancesPlaced placed) {
          Optional<List<Homes>> some = Homes.of(placed);
          if (some.isEmpty()) {
            return batch;
          }
          homes.add(some.get());
          placements += placed.placements().size();
          columns += some.get().size();
        }
      }
      return placements > columns ? new Brief(with(batch.entry(), _ -> List.of()), homes) : batch;
    }

    @Override
    public Proposal opened() {
      Iterator<List<Homes>> next = homes.iterator();
      return new Batch(with(entry, deployment -> placements(deployment, next.next())));
    }

    private static List<Placement> placements(DeploymentId deployment, List<Homes> homes) {
      return homes.stream().flatMap(some -> some.placements(deployment).stream()).toList();
    }

    /// The entry with other placements.
    private static Entry with(Entry entry, Function<DeploymentId, List<Placement>> placements) {
      List<Event> events = new ArrayList<>();
      for (Event event : entry.events()) {
        events.add(
            event instanceof Event.InstancesPlaced(var deployment, _)
                ? new Event.InstancesPlaced(deployment, placements.apply(deployment))
                : event);
      }
      return new Entry(entry.index(), entry.at(), events);
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
      try (InputStream in = Inflated.of(packed)) {
        return Json.read(in, Proposal.class).opened();
      } catch (IOException e) {
        throw Payload.unknown(e);
      }
    }
  }
}
