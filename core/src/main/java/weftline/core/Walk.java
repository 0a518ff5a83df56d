package weftline.core;

import java.util.Optional;

/// An upgrade or rollback under way through the update domains. How far it is, the instances show.
///
/// @param allowed how many further domains somebody has let a manual walk begin
/// @param domain the update domain begun last; empty before the first
public record Walk(UpgradeMode mode, int allowed, Optional<Integer> domain, boolean rollback) {
  boolean mayBegin() {
    return mode == UpgradeMode.AUTO || allowed > 0;
  }

  Walk withOneMore() {
    return new Walk(mode, allowed + 1, domain, rollback);
  }

  Walk begun(int newDomain) {
    return new Walk(mode, Math.max(0, allowed - 1), Optional.of(newDomain), rollback);
  }
}
