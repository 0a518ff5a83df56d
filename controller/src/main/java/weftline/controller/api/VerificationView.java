package weftline.controller.api;

/// What came of replaying the ledger.
///
/// @param from the first event that was applied again
/// @param to the last one
/// @param checkpoints how many were compared on the way
/// @param same whether everything came out as it is
/// @param difference empty if it did
public record VerificationView(
    long from, long to, int checkpoints, boolean same, String difference) {}
