package weftline.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What a check of stored data has seen: damage, which should not be, and orphans, which nothing
/// names and the collectors will take away.
public final class CheckReport {
  private static final int LISTED_MAX = 1_000;
  private static final long PROGRESS_ROWS = 100_000;

  private final Consumer<String> progress;
  private final List<String> damage = new ArrayList<>();
  private final List<String> orphans = new ArrayList<>();
  private long damageCount;
  private long orphanCount;
  private long rows;
  private long chunks;
  private long bytes;

  /// @param progress told from time to time what is done
  public CheckReport(Consumer<String> progress) {
    this.progress = progress;
  }

  /// One more row has been read.
  public void row() {
    rows++;
    if (rows % PROGRESS_ROWS == 0) {
      progress.accept(rows + " rows, " + bytes + " bytes in extents");
    }
  }

  /// One more chunk of an extent has been verified.
  public void chunk(long length) {
    chunks++;
    bytes += length;
  }

  /// Something that should not be.
  public void damage(String what) {
    damageCount++;
    if (damage.size() < LISTED_MAX) {
      damage.add(what);
    }
  }

  /// Something that nothing names.
  public void orphan(String what) {
    orphanCount++;
    if (orphans.size() < LISTED_MAX) {
      orphans.add(what);
    }
  }

  public boolean isClean() {
    return damageCount == 0;
  }

  /// The first of them.
  public List<String> damage() {
    return List.copyOf(damage);
  }

  public long damageCount() {
    return damageCount;
  }

  /// The first of them.
  public List<String> orphans() {
    return List.copyOf(orphans);
  }

  public long orphanCount() {
    return orphanCount;
  }

  public long rows() {
    return rows;
  }

  public long chunks() {
    return chunks;
  }

  public long bytes() {
    return bytes;
  }
}
