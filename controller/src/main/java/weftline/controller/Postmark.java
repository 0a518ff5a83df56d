package weftline.controller;

/// What a controller says of itself on every letter.
///
/// @param reads the highest level that it can read
/// @param version what people call the Weftline that it runs
/// @param store the name of the disk on which it keeps the ledger
/// @param full whether that disk takes nothing now
public record Postmark(int reads, String version, String store, boolean full) {}
