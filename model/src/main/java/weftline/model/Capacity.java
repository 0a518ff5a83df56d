package weftline.model;

/// An amount of machine: what a node has, or what an instance needs. A shared core (ExtraSmall) is
/// a fraction, so cores are counted in thousandths.
public record Capacity(int milliCores, int memoryMegabytes, int diskMegabytes) {
  public static final Capacity NONE = new Capacity(0, 0, 0);

  public Capacity plus(Capacity other) {
    return new Capacity(
        milliCores + other.milliCores,
        memoryMegabytes + other.memoryMegabytes,
        diskMegabytes + other.diskMegabytes);
  }

  public Capacity minus(Capacity other) {
    return new Capacity(
        milliCores - other.milliCores,
        memoryMegabytes - other.memoryMegabytes,
        diskMegabytes - other.diskMegabytes);
  }

  public boolean holds(Capacity need) {
    return milliCores >= need.milliCores
        && memoryMegabytes >= need.memoryMegabytes
        && diskMegabytes >= need.diskMegabytes;
  }
}
