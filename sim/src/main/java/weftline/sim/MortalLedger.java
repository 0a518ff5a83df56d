package weftline.sim;

import weftline.controller.Ledger;

/// A ledger during one run of its controller.
interface MortalLedger extends Ledger {
  /// The run is over: from now on nothing more is written or said.
  void die();
}
