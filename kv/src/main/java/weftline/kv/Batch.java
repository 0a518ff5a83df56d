package weftline.kv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Changes that happen together, and what must still be true when they do. Everything in a batch
/// belongs to one partition; that is the caller's promise.
public record Batch(List<Guard> guards, List<Change> changes) {
  public Batch {
    guards = List.copyOf(guards);
    changes = List.copyOf(changes);
  }

  public static Builder builder() {
    return new Builder();
  }

  /// Holds as long as the key has the value that the caller has read; empty means absent.
  public record Guard(Key key, Optional<byte[]> value) {
    public boolean holds(Optional<byte[]> current) {
      return value.isPresent() == current.isPresent()
          && Arrays.equals(value.orElse(NOTHING), current.orElse(NOTHING));
    }

    private static final byte[] NOTHING = {};
  }

  /// One change.
  public sealed interface Change {
    Key key();

    record Put(Key key, byte[] value) implements Change {}

    record Delete(Key key) implements Change {}
  }

  /// Gathers a batch.
  public static final class Builder {
    private final List<Guard> guards = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    private Builder() {}

    public Builder guard(Key key, Optional<byte[]> value) {
      guards.add(new Guard(key, value));
      return this;
    }

    public Builder put(Key key, byte[] value) {
      changes.add(new Change.Put(key, value));
      return this;
    }

    public Builder delete(Key key) {
      changes.add(new Change.Delete(key));
      return this;
    }

    public Batch build() {
      return new Batch(guards, changes);
    }
  }
}
