package weftline.bench;

import java.util.OptionalDouble;

/// What a figure should be.
public sealed interface Aim {
  /// Empty if nothing can be said, for want of a peer.
  Verdict judge(double value, OptionalDouble peer);

  /// Only to be known.
  record None() implements Aim {
    @Override
    public Verdict judge(double value, OptionalDouble peer) {
      return Verdict.UNKNOWN;
    }

    @Override
    public String toString() {
      return "";
    }
  }

  record AtLeast(double bound) implements Aim {
    @Override
    public Verdict judge(double value, OptionalDouble peer) {
      return Verdict.of(value >= bound);
    }

    @Override
    public String toString() {
      return ">= " + Numbers.text(bound);
    }
  }

  record AtMost(double bound) implements Aim {
    @Override
    public Verdict judge(double value, OptionalDouble peer) {
      return Verdict.of(value <= bound);
    }

    @Override
    public String toString() {
      return "<= " + Numbers.text(bound);
    }
  }

  record TimesPeer(double times) implements Aim {
    @Override
    public Verdict judge(double value, OptionalDouble peer) {
      return peer.isEmpty() ? Verdict.UNKNOWN : Verdict.of(value >= times * peer.getAsDouble());
    }

    @Override
    public String toString() {
      return ">= " + Numbers.text(times) + " x peer";
    }
  }

  record PartOfPeer(double parts) implements Aim {
    @Override
    public Verdict judge(double value, OptionalDouble peer) {
      return peer.isEmpty() ? Verdict.UNKNOWN : Verdict.of(value * parts <= peer.getAsDouble());
    }

    @Override
    public String toString() {
      return "<= 1/" + Numbers.text(parts) + " of peer";
    }
  }

  /// Whether an aim is met.
  enum Verdict {
    YES,
    NO,
    UNKNOWN;

    private static Verdict of(boolean met) {
      return met ? YES : NO;
    }
  }
}
