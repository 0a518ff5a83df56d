package weftline.bench;

/// What the machine can move, in MiB a second.
record Limits(double loopback, double sequentialWrite) {
  private static final double PART = 0.8;

  Aim ofDownloads() {
    return new Aim.AtLeast(PART * loopback);
  }

  Aim ofUploads() {
    return new Aim.AtLeast(PART * Math.min(loopback, sequentialWrite));
  }
}
