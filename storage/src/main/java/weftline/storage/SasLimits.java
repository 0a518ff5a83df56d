package weftline.storage;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import weftline.net.Request;

/// Within what a signature holds: from when, until when, over which protocols and from where.
record SasLimits(
    Optional<Instant> start, Instant expiry, String permissions, String protocols, String range) {
  private static final Set<String> PROTOCOLS = Set.of("", "https", "https,http", "http,https");

  /// Of a signature that names no policy.
  static SasLimits of(SasFields sas) {
    return new SasLimits(
        time(sas, "st"),
        time(sas, "se").orElseThrow(() -> Refusal.because("The expiry 'se' is missing.")),
        sas.field("sp"),
        sas.field("spr"),
        sas.field("sip"));
  }

  /// Of a signature that leaves to a policy what the policy says. What both say is refused.
  static SasLimits of(SasFields sas, StoredPolicy policy) {
    Optional<String> permissions = policy.permissions().filter(text -> !text.isEmpty());
    Optional<String> own = Optional.of(sas.field("sp")).filter(text -> !text.isEmpty());
    return new SasLimits(
        either("st", time(sas, "st"), policy.start()),
        either("se", time(sas, "se"), policy.expiry())
            .orElseThrow(() -> Refusal.because("Neither signature nor policy has an expiry.")),
        either("sp", own, permissions).orElse(""),
        sas.field("spr"),
        sas.field("sip"));
  }

  private static <T> Optional<T> either(String name, Optional<T> own, Optional<T> policy) {
    if (own.isPresent() && policy.isPresent()) {
      throw Refusal.because("Both the signature and its policy say '" + name + "'.");
    }
    return own.or(() -> policy);
  }

  private static Optional<Instant> time(SasFields sas, String name) {
    if (!sas.has(name)) {
      return Optional.empty();
    }
    return Optional.of(
        WireTimes.parseIso(sas.field(name))
            .orElseThrow(() -> Refusal.because("The field '" + name + "' is not a time.")));
  }

  void check(Request request, Instant now) {
    if (!now.isBefore(expiry)) {
      throw Refusal.because("Signature not valid in the specified time frame: expired " + expiry);
    }
    if (start.filter(now::isBefore).isPresent()) {
      throw Refusal.because(
          "Signature not valid in the specified time frame: starts " + start.get());
    }
    checkProtocol(request);
    checkAddress(request);
  }

  private void checkProtocol(Request request) {
    if (!PROTOCOLS.contains(protocols)) {
      throw Refusal.because("The protocols 'spr' are neither https nor https,http.");
    }
    if (protocols.equals("https") && !request.secure()) {
      throw new StorageException(StorageError.AUTHORIZATION_PROTOCOL_MISMATCH);
    }
  }

  private void checkAddress(Request request) {
    if (range.isEmpty()) {
      return;
    }
    int dash = range.indexOf('-');
    byte[] from = address(dash < 0 ? range : range.substring(0, dash));
    byte[] to = address(dash < 0 ? range : range.substring(dash + 1));
    byte[] client = request.remote().getAddress().getAddress();
    boolean inside =
        client.length == from.length
            && client.length == to.length
            && Arrays.compareUnsigned(client, from) >= 0
            && Arrays.compareUnsigned(client, to) <= 0;
    if (!inside) {
      throw new StorageException(StorageError.AUTHORIZATION_SOURCE_IP_MISMATCH);
    }
  }

  private static byte[] address(String literal) {
    try {
      return InetAddress.ofLiteral(literal).getAddress();
    } catch (IllegalArgumentException _) {
      throw Refusal.because("The address 'sip' is not an IP address or a range of them.");
    }
  }
}
