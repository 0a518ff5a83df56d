package weftline.storage.blob;

import java.util.random.RandomGenerator;
import weftline.kv.StoreException;

/// The power of a made-up machine. It can be told to go out at a certain operation of its disks;
/// from then on nothing works until the machine is started again.
final class Power {
  private static final int NEVER = Integer.MAX_VALUE;

  private final RandomGenerator random;
  private int operationsLeft = NEVER;

  Power(RandomGenerator random) {
    this.random = random;
  }

  void goOutWithin(int operations) {
    operationsLeft = random.nextInt(operations);
  }

  void comeBack() {
    operationsLeft = NEVER;
  }

  boolean isOut() {
    return operationsLeft < 0;
  }

  /// Counts one operation. In the one during which the power goes out, anything may have happened.
  ///
  /// @return whether the power has gone out during this one
  boolean use() {
    if (operationsLeft == NEVER) {
      return false;
    }
    if (operationsLeft < 0) {
      throw new StoreException("There is no power.");
    }
    operationsLeft--;
    return operationsLeft < 0;
  }
}
