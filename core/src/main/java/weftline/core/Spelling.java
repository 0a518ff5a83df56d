package weftline.core;

import weftline.core.Room.Spot;
import weftline.model.DeploymentId;
import weftline.model.Generation;
import weftline.model.InstanceId;
import weftline.model.NodeId;
import weftline.model.ServiceName;

/// Spells keys in words of eight letters, each word a number: whichever words of two keys differ
/// first, unsigned, says how the keys are ordered. Only where all words are the same must the keys
/// themselves be compared.
final class Spelling {
  private static final int LETTERS = Long.BYTES;

  private Spelling() {}

  /// Whether keys of this kind can be spelled: names are, for they have no letters beyond a byte.
  static boolean knows(Object key) {
    return switch (key) {
      case NodeId _, DeploymentId _, ServiceName _, InstanceId _ -> true;
      case Room _, Spot _, Homeless _, Long _, Integer _, Generation _ -> true;
      case Moved<?>(_, var what) -> knows(what);
      default -> false;
    };
  }

  /// One word of a key; zero behind its last.
  ///
  /// @param number counted from 0
  static long word(Object key, int number) {
    return switch (key) {
      case NodeId(var value) -> word(value, number);
      case InstanceId id -> word(id, number);
      case DeploymentId(var value) -> word(value, number);
      case Room room -> word(room, number);
      case Moved<?>(var at, var what) -> number == 0 ? at.value() : word(what, number - 1);
      case ServiceName(var value) -> word(value, number);
      case Spot spot -> number == 0 ? last(spot.container(), spot.faultDomain()) : 0;
      case Homeless(var room, var id) -> number == 0 ? signed(room) : word(id, number - 1);
      case Long value -> number == 0 ? signed(value) : 0;
      case Integer value -> number == 0 ? signed(value) : 0;
      case Generation(var value) -> number == 0 ? value : 0;
      default -> 0;
    };
  }

  private static long word(String name, int number) {
    int from = number * LETTERS;
    int to = Math.min(from + LETTERS, name.length());
    long word = 0;
    for (int at = from; at < to; at++) {
      word = word << Byte.SIZE | name.charAt(at);
    }
    int missing = from + LETTERS - Math.max(from, to);
    return missing == LETTERS ? 0 : word << (missing * Byte.SIZE);
  }

  /// Its deployment, its role and its index, with a nought behind each name: so a name comes before
  /// those that begin with it.
  private static long word(InstanceId id, int number) {
    String deployment = id.deployment().value();
    int from = number * LETTERS;
    if (from + LETTERS <= deployment.length()) {
      return word(deployment, number);
    }
    long word = 0;
    for (int at = from; at < from + LETTERS; at++) {
      word = word << Byte.SIZE | letter(id, deployment, at);
    }
    return word;
  }

  private static int letter(InstanceId id, String deployment, int at) {
    if (at <= deployment.length()) {
      return at < deployment.length() ? deployment.charAt(at) : 0;
    }
    int inRole = at - deployment.length() - 1;
    if (inRole <= id.role().length()) {
      return inRole < id.role().length() ? id.role().charAt(inRole) : 0;
    }
    int inIndex = inRole - id.role().length();
    return inIndex <= Integer.BYTES
        ? id.index() >>> ((Integer.BYTES - inIndex) * Byte.SIZE) & 0xFF
        : 0;
  }

  private static long word(Room room, int number) {
    return switch (number) {
      case 0 -> signed(room.milliCores()) << Integer.SIZE | signed(room.memoryMegabytes());
      case 1 ->
          signed(room.diskMegabytes()) << Integer.SIZE | last(room.container(), room.faultDomain());
      default -> 0;
    };
  }

  /// The fault domain where there is no container; those with one come behind, all alike.
  private static long last(String container, int faultDomain) {
    return container.isEmpty() ? signed(faultDomain) : 0xFFFF_FFFFL;
  }

  private static long signed(int value) {
    return Integer.toUnsignedLong(value ^ Integer.MIN_VALUE);
  }

  private static long signed(long value) {
    return value ^ Long.MIN_VALUE;
  }
}
