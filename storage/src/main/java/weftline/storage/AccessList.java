package weftline.storage;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import weftline.net.Response;

/// The stored access policies of a container, queue or table, by their names and in order. Set by
/// the owner as a whole.
public record AccessList(SequencedMap<String, StoredPolicy> policies) {
  public static final AccessList EMPTY = new AccessList(new LinkedHashMap<>());

  private static final String ROOT = "SignedIdentifiers";
  private static final int POLICIES_MAX = 5;
  private static final int ID_MAX = 64;
  private static final int BODY_BYTES_MAX = 64 << 10;
  private static final Pattern PERMISSIONS = Pattern.compile("[a-z]{0,26}");

  public AccessList {
    policies = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(policies));
  }

  /// The list in the body of a request; empty without a body.
  public static AccessList of(StorageRequest request) {
    byte[] body = request.body(BODY_BYTES_MAX);
    return body.length == 0 ? EMPTY : parse(XmlElement.parse(body));
  }

  static AccessList parse(XmlElement document) {
    if (!document.name().equals(ROOT) || document.children().size() > POLICIES_MAX) {
      throw new StorageException(
          StorageError.INVALID_XML_DOCUMENT,
          "A list of policies has the root "
              + ROOT
              + " and at most "
              + POLICIES_MAX
              + " policies.");
    }
    SequencedMap<String, StoredPolicy> policies = new LinkedHashMap<>();
    for (XmlElement identifier : document.children()) {
      String id = identifier.requiredText("Id");
      if (id.isEmpty() || id.length() > ID_MAX || policies.containsKey(id)) {
        throw new StorageException(
            StorageError.INVALID_XML_DOCUMENT,
            "A policy needs a name of its own of at most " + ID_MAX + " characters.");
      }
      policies.put(id, policy(identifier));
    }
    return new AccessList(policies);
  }

  private static StoredPolicy policy(XmlElement identifier) {
    return identifier
        .child("AccessPolicy")
        .map(policy ->
            new StoredPolicy(time(policy, "Start"), time(policy, "Expiry"), permissions(policy)))
        .orElseGet(() -> new StoredPolicy(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private static Optional<Instant> time(XmlElement policy, String name) {
    return policy
        .childText(name)
        .filter(text -> !text.isEmpty())
        .map(text ->
            WireTimes.parseIsoWithOffset(text).orElseThrow(() -> XmlElement.invalid(name, text)));
  }

  private static Optional<String> permissions(XmlElement policy) {
    Optional<String> letters = policy.childText("Permission").filter(text -> !text.isEmpty());
    if (letters.filter(text -> !PERMISSIONS.matcher(text).matches()).isPresent()) {
      throw XmlElement.invalid("Permission", letters.get());
    }
    return letters;
  }

  /// As clients get it.
  public Response toResponse() {
    XmlWriter xml = new XmlWriter().start(ROOT);
    policies.forEach((id, policy) -> {
      xml.start("SignedIdentifier").element("Id", id).start("AccessPolicy");
      policy.start().ifPresent(time -> xml.element("Start", WireTimes.precise(time)));
      policy.expiry().ifPresent(time -> xml.element("Expiry", WireTimes.precise(time)));
      policy.permissions().ifPresent(letters -> xml.element("Permission", letters));
      xml.end().end();
    });
    return xml.toResponse(200);
  }

  public Optional<StoredPolicy> policy(String id) {
    return Optional.ofNullable(policies.get(id));
  }

  /// A list that was written at the end of a row; rows from before there were any lack it.
  public static AccessList read(RowReader row) {
    SequencedMap<String, StoredPolicy> policies = new LinkedHashMap<>();
    for (int left = row.hasMore() ? row.smallNumber() : 0; left > 0; left--) {
      policies.put(row.text(), new StoredPolicy(instant(row), instant(row), text(row)));
    }
    return new AccessList(policies);
  }

  private static Optional<Instant> instant(RowReader row) {
    return row.flag() ? Optional.of(row.instant()) : Optional.empty();
  }

  private static Optional<String> text(RowReader row) {
    return row.flag() ? Optional.of(row.text()) : Optional.empty();
  }

  public RowWriter write(RowWriter row) {
    row.number(policies.size());
    for (Map.Entry<String, StoredPolicy> entry : policies.entrySet()) {
      row.text(entry.getKey());
      StoredPolicy policy = entry.getValue();
      policy.start().ifPresentOrElse(time -> row.flag(true).instant(time), () -> row.flag(false));
      policy.expiry().ifPresentOrElse(time -> row.flag(true).instant(time), () -> row.flag(false));
      policy
          .permissions()
          .ifPresentOrElse(letters -> row.flag(true).text(letters), () -> row.flag(false));
    }
    return row;
  }
}
