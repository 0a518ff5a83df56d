package weftline.controller;

import java.io.Closeable;
import java.io.IOException;

/// The log of the fabric: what is in it has happened. One writer appends, after it has recovered.
///
/// Made for a replicated log: [#recover] is what a controller calls when it becomes the primary,
/// [#append] proposes and waits for the majority, [#save] offers a snapshot that a replica which
/// has fallen behind is given instead of the entries.
public interface Ledger extends Closeable {
  /// Everything that is durable now.
  Recovery recover() throws IOException;

  /// Returns once the entry is durable: on disk here, or at a majority.
  ///
  /// @throws NotLeader if another controller must be asked instead; the entry may or may not
  ///   survive
  /// @throws IOException if it could not be made durable, a full disk for instance. The entry may
  ///   or may not survive an end of the program; as long as it runs, the next append takes the
  ///   entry's place.
  void append(Entry entry) throws NotLeader, IOException;

  /// Ends normally if an entry could be appended now; for one who wants to know without having any.
  ///
  /// @throws IOException that says what stands in the way
  void check() throws IOException;

  /// Offers a checkpoint; entries before it may then be forgotten, the recent ones apart, which
  /// tell people what happened.
  void save(Checkpoint checkpoint) throws IOException;

  /// Not a refusal but a redirection: the caller should ask the leader.
  final class NotLeader extends Exception {
    private static final long serialVersionUID = 1;

    public NotLeader(String leader) {
      super("This controller is not the primary. Ask " + leader + ".");
    }
  }
}
