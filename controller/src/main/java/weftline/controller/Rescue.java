package weftline.controller;

import io.microraft.model.log.LogEntry;
import io.microraft.persistence.RestoredRaftState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Makes a group of one out of what one controller has on disk, for a group whose majority is gone
/// for good. What that controller had not heard of is lost; what stands in its log counts, also
/// where nobody knows any more whether it was agreed on.
public final class Rescue {
  /// By so much the new group's elections are ahead of the old one's, whose letters it will never
  /// take for newer ones.
  private static final int TERMS_AHEAD = 1_000_000;

  private final Path folder;
  private final Ballot ballot;
  private final Position position;

  private Rescue(Path folder, Ballot ballot, Position position) {
    this.folder = folder;
    this.ballot = ballot;
    this.position = position;
  }

  /// Looks into the folder of a controller that does not run, and changes nothing.
  public static Rescue of(Path folder) throws IOException {
    if (Files.exists(fresh(folder))) {
      throw new IOException(
          "%1$s is left of a rescue that was interrupted. If there is still a %2$s, delete what is"
                  .formatted(fresh(folder), folder)
              + " left and try again; if not, rename it to that, and it is done.");
    }
    if (!Files.exists(folder)) {
      throw new IOException("There is no ledger in %s.".formatted(folder));
    }
    try (RaftFiles files = RaftFiles.open(folder, Runnable::run)) {
      RestoredRaftState restored =
          files
              .restored()
              .orElseThrow(() ->
                  new IOException(
                      "The controller in %s never took part in a group.".formatted(folder)));
      return new Rescue(folder, files.ballot(), position(restored));
    }
  }

  private static Position position(RestoredRaftState restored) {
    Position position = RaftLedger.position(Optional.of(restored));
    for (LogEntry place : restored.getLogEntries()) {
      if (place.getOperation() instanceof Payload payload
          && payload.read() instanceof Proposal.Batch(var entry)
          && entry.index() == position.next()) {
        position = position.after(entry);
      }
    }
    return position;
  }

  /// The controller whose folder it is.
  public Peer owner() {
    return ballot.self().orElseThrow();
  }

  /// How far its ledger goes.
  public Position position() {
    return position;
  }

  /// Puts the new ledger in the place of the old one, which is kept beside it.
  ///
  /// @param address where the controller will be from now on
  /// @return where the old one is
  public Path begin(String address) throws IOException {
    Peer self = new Peer(owner().name(), address);
    Group alone = new Group(0, List.of(self), List.of(self));
    Path fresh = fresh(folder);
    RaftFiles.begin(
        fresh,
        ballot
            .withSelf(self, true)
            .withBegan(alone)
            .withTerm(ballot.term() + TERMS_AHEAD, Optional.empty()),
        position);
    Path aside = free();
    Files.move(folder, aside);
    Files.move(fresh, folder);
    DurableFiles.syncFolder(folder.toAbsolutePath().resolveSibling(".").normalize());
    return aside;
  }

  private static Path fresh(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".rescued");
  }

  private Path free() {
    int number = 1;
    while (Files.exists(aside(number))) {
      number++;
    }
    return aside(number);
  }

  private Path aside(int number) {
    return folder.resolveSibling(folder.getFileName() + ".before-" + number);
  }
}
