package weftline.model;

import java.util.Arrays;
import java.util.Optional;

/// The slices of a node that an instance can ask for, as in the classic table of compute sizes.
public enum VmSize {
  EXTRA_SMALL("ExtraSmall", 250, 768, 20),
  SMALL("Small", 1_000, 1_792, 165),
  MEDIUM("Medium", 2_000, 3_584, 340),
  LARGE("Large", 4_000, 7_168, 850),
  EXTRA_LARGE("ExtraLarge", 8_000, 14_336, 1_890);

  private final String title;
  private final Capacity capacity;

  VmSize(String title, int milliCores, int memoryMegabytes, int diskGigabytes) {
    this.title = title;
    this.capacity = new Capacity(milliCores, memoryMegabytes, diskGigabytes * 1_024);
  }

  public static Optional<VmSize> of(String title) {
    return Arrays.stream(values()).filter(size -> size.title.equals(title)).findFirst();
  }

  public Capacity capacity() {
    return capacity;
  }

  @Override
  public String toString() {
    return title;
  }
}
