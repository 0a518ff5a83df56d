package weftline.net;

/// How a server proves who it is, and whether its clients must.
///
/// @param clientRequired whether a client without a certificate of the fabric is turned away at the
///   door; otherwise it is let in with an empty [Request#peer]
public record ServerTls(Credentials credentials, boolean clientRequired) {}
