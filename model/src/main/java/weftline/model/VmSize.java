package weftline.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The slices of a node that an instance can ask for: the five classic sizes, then those that later
/// services name.
public enum VmSize {
  EXTRA_SMALL("ExtraSmall", 250, 768, 20),
  SMALL("Small", 1_000, 1_792, 165),
  MEDIUM("Medium", 2_000, 3_584, 340),
  LARGE("Large", 4_000, 7_168, 850),
  EXTRA_LARGE("ExtraLarge", 8_000, 14_336, 1_890),
  A5("A5", 2_000, 14_336, 489),
  A6("A6", 4_000, 28_672, 999),
  A7("A7", 8_000, 57_344, 2_039),
  STANDARD_A0("Standard_A0", 250, 768, 20),
  STANDARD_A1("Standard_A1", 1_000, 1_792, 70),
  STANDARD_A2("Standard_A2", 2_000, 3_584, 135),
  STANDARD_A3("Standard_A3", 4_000, 7_168, 285),
  STANDARD_A4("Standard_A4", 8_000, 14_336, 605),
  STANDARD_A1_V2("Standard_A1_v2", 1_000, 2_048, 10),
  STANDARD_A2_V2("Standard_A2_v2", 2_000, 4_096, 20),
  STANDARD_A4_V2("Standard_A4_v2", 4_000, 8_192, 40),
  STANDARD_A8_V2("Standard_A8_v2", 8_000, 16_384, 80),
  STANDARD_D1("Standard_D1", 1_000, 3_584, 50),
  STANDARD_D2("Standard_D2", 2_000, 7_168, 100),
  STANDARD_D3("Standard_D3", 4_000, 14_336, 200),
  STANDARD_D4("Standard_D4", 8_000, 28_672, 400),
  STANDARD_D11("Standard_D11", 2_000, 14_336, 100),
  STANDARD_D12("Standard_D12", 4_000, 28_672, 200),
  STANDARD_D13("Standard_D13", 8_000, 57_344, 400),
  STANDARD_D14("Standard_D14", 16_000, 114_688, 800),
  STANDARD_D1_V2("Standard_D1_v2", 1_000, 3_584, 50),
  STANDARD_D2_V2("Standard_D2_v2", 2_000, 7_168, 100),
  STANDARD_D3_V2("Standard_D3_v2", 4_000, 14_336, 200),
  STANDARD_D4_V2("Standard_D4_v2", 8_000, 28_672, 400),
  STANDARD_D5_V2("Standard_D5_v2", 16_000, 57_344, 800),
  STANDARD_D11_V2("Standard_D11_v2", 2_000, 14_336, 100),
  STANDARD_D12_V2("Standard_D12_v2", 4_000, 28_672, 200),
  STANDARD_D13_V2("Standard_D13_v2", 8_000, 57_344, 400),
  STANDARD_D14_V2("Standard_D14_v2", 16_000, 114_688, 800);

  private static final SortedMap<String, VmSize> BY_TITLE =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  static {
    for (VmSize size : values()) {
      BY_TITLE.put(size.title, size);
    }
  }

  private final String title;
  private final Capacity capacity;

  VmSize(String title, int milliCores, int memoryMegabytes, int diskGigabytes) {
    this.title = title;
    this.capacity = new Capacity(milliCores, memoryMegabytes, diskGigabytes * 1_024);
  }

  public static Optional<VmSize> of(String title) {
    return Optional.ofNullable(BY_TITLE.get(title));
  }

  /// The largest of those that need less in every way.
  public Optional<VmSize> smaller() {
    return Arrays.stream(values())
        .filter(size -> size.isBelow(capacity))
        .max(
            Comparator.<VmSize>comparingInt(size -> size.capacity.milliCores())
                .thenComparingInt(size -> size.capacity.memoryMegabytes())
                .thenComparingInt(size -> size.capacity.diskMegabytes())
                .thenComparing(Comparator.reverseOrder()));
  }

  private boolean isBelow(Capacity other) {
    return capacity.milliCores() < other.milliCores()
        && capacity.memoryMegabytes() < other.memoryMegabytes()
        && capacity.diskMegabytes() < other.diskMegabytes();
  }

  public Capacity capacity() {
    return capacity;
  }

  @Override
  public String toString() {
    return title;
  }
}
