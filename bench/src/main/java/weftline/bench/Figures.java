package weftline.bench;

import java.io.IOException;

/// Which figures are told of a case and of a server, and what each should be.
final class Figures {
  private static final double ONE_PARTITION_AIM = 10_000;
  private static final double MEBIBYTE = 1 << 20;

  private Figures() {}

  static void of(Case each, Load load, Limits limits, Sink sink) {
    boolean bulky = each.bytes() > 0;
    double times = each.timesPeer();
    Aim throughput =
        each.name().contains("one partition") || each.name().startsWith("queue put")
            ? new Aim.AtLeast(ONE_PARTITION_AIM)
            : new Aim.TimesPeer(times);
    Aim quick = bulky ? new Aim.None() : new Aim.PartOfPeer(10);
    figure(sink, each, "throughput", "1/s", throughput, load.perSecond());
    if (bulky) {
      double rate = load.perSecond() * each.bytes() / MEBIBYTE;
      Aim near = each.name().contains("get") ? limits.ofDownloads() : limits.ofUploads();
      figure(sink, each, "rate", "MiB/s", near, rate);
    }
    figure(sink, each, "p50", "ms", new Aim.None(), load.milliseconds(0.5));
    figure(sink, each, "p99", "ms", quick, load.milliseconds(0.99));
    figure(sink, each, "p99.9", "ms", new Aim.None(), load.milliseconds(0.999));
    Aim frugal = new Aim.PartOfPeer(times);
    figure(sink, each, "cpu", "s/1000", frugal, load.cpuPerThousand());
  }

  /// Of a server that has not done this before.
  static void ofCold(Case each, Load load, Sink sink) {
    figure(sink, each, "cpu, cold", "s/1000", new Aim.None(), load.cpuPerThousand());
  }

  static void whole(Contestant contestant, Sink sink) throws IOException {
    sink.add(
        new Report.Figure("start on an empty folder", "s", new Aim.AtMost(1)),
        contestant.startSeconds());
    sink.add(
        new Report.Figure("resident memory after all cases", "MiB", new Aim.AtMost(512)),
        contestant.residentBytes() / MEBIBYTE);
    sink.add(
        new Report.Figure("bytes on disk after all cases", "MiB", new Aim.None()),
        contestant.bytesOnDisk() / MEBIBYTE);
  }

  private static void figure(
      Sink sink, Case each, String what, String unit, Aim aim, double value) {
    sink.add(new Report.Figure(each.name() + ": " + what, unit, aim), value);
  }

  /// Takes figures of one server.
  @FunctionalInterface
  interface Sink {
    void add(Report.Figure figure, double value);
  }
}
