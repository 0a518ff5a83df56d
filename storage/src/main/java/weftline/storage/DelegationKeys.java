package weftline.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import weftline.net.Response;

/// Answers users who ask for a key with which they can sign in their own name.
record DelegationKeys(ServiceKind service, AccountSource accounts) {
  private static final Duration LIFE_MAX = Duration.ofDays(7);
  private static final int BODY_BYTES_MAX = 16 << 10;

  static boolean isAskedFor(StorageRequest request) {
    return request.method().equals("POST")
        && request.path().isEmpty()
        && request.query().text("restype").equals("service")
        && request.query().text("comp").equals("userdelegationkey");
  }

  Response answer(StorageRequest request) {
    if (!(request.access() instanceof Access.Bearer(var holder))) {
      throw Refusal.because("Only a bearer token can ask for a user delegation key.");
    }
    Role role =
        holder.roles().stream()
            .filter(own -> own.isFor(service))
            .findFirst()
            .orElseThrow(
                () -> new StorageException(StorageError.AUTHORIZATION_PERMISSION_MISMATCH));
    XmlElement wanted = XmlElement.parse(request.body(BODY_BYTES_MAX));
    Instant expiry = time(wanted, "Expiry").orElseThrow(() -> wrong("Expiry", ""));
    Instant start = time(wanted, "Start").orElse(request.now());
    boolean fits =
        start.isBefore(expiry)
            && request.now().isBefore(expiry)
            && !expiry.isAfter(request.now().plus(LIFE_MAX).plusSeconds(1));
    if (!fits) {
      throw wrong("Expiry", WireTimes.iso(expiry));
    }
    DelegationKey key =
        new DelegationKey(
            holder,
            start,
            expiry,
            new DelegationKey.Validity(
                Character.toString(service.letter()),
                request.header("x-ms-version").orElse(Answer.NEWEST_VERSION)),
            wanted.childText("DelegatedUserTid").orElse(""));
    AccountKey signer =
        Optional.ofNullable(accounts.accounts().keys().get(request.account()))
            .map(keys -> keys.getFirst())
            .orElseThrow(() -> new StorageException(StorageError.AUTHENTICATION_FAILED));
    return xml(key, key.value(signer, role));
  }

  private static Response xml(DelegationKey key, String value) {
    XmlWriter xml =
        new XmlWriter()
            .start("UserDelegationKey")
            .element("SignedOid", key.holder().objectId())
            .element("SignedTid", key.holder().tenantId())
            .element("SignedStart", WireTimes.iso(key.start()))
            .element("SignedExpiry", WireTimes.iso(key.expiry()))
            .element("SignedService", key.validity().service())
            .element("SignedVersion", key.validity().version());
    if (!key.userTenant().isEmpty()) {
      xml.element("SignedDelegatedUserTid", key.userTenant());
    }
    return xml.element("Value", value).toResponse(200);
  }

  private static Optional<Instant> time(XmlElement wanted, String name) {
    Optional<String> text = wanted.childText(name).filter(given -> !given.isEmpty());
    return text.map(given -> WireTimes.parseIso(given).orElseThrow(() -> wrong(name, given)));
  }

  private static StorageException wrong(String name, String value) {
    return new StorageException(StorageError.INVALID_XML_NODE_VALUE)
        .withDetail("XmlNodeName", name)
        .withDetail("XmlNodeValue", value)
        .withDetail("Reason", "A key lives for seven days at most, and ends after it starts.");
  }
}
