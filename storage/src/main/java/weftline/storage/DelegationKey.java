package weftline.storage;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What stands in a user delegation key besides its value. The value is derived from these fields,
/// the role of the user and a key of the account, so that nothing has to be kept; it ends when the
/// account's key is made anew.
record DelegationKey(
    TokenHolder holder, Instant start, Instant expiry, Validity validity, String userTenant) {
  /// Nothing else that an account key signs starts with this line.
  private static final String PURPOSE = "weftline user delegation key";

  /// Which service the key is for.
  ///
  /// @param service as a letter
  record Validity(String service, String version) {}

  /// As the fields of a signature tell it.
  static DelegationKey of(SasFields sas) {
    return new DelegationKey(
        new TokenHolder(sas.field("skoid"), sas.field("sktid"), List.of()),
        time(sas, "skt"),
        time(sas, "ske"),
        new Validity(sas.field("sks"), sas.field("skv")),
        sas.field("skdutid"));
  }

  private static Instant time(SasFields sas, String name) {
    return WireTimes.parseIso(sas.field(name))
        .orElseThrow(() -> Refusal.because("The field '" + name + "' is not a time."));
  }

  /// The key that a user with this role signs with.
  AccountKey derived(AccountKey accountKey, Role role) {
    return AccountKey.of(value(accountKey, role));
  }

  String value(AccountKey accountKey, Role role) {
    return accountKey.sign(
        String.join(
            "\n",
            PURPOSE,
            role.name(),
            holder.objectId(),
            holder.tenantId(),
            WireTimes.iso(start),
            WireTimes.iso(expiry),
            validity.service(),
            validity.version(),
            userTenant));
  }

  /// The role whose key has signed the text, if there is one.
  Optional<Role> signer(List<AccountKey> keys, String text, String signature) {
    return Arrays.stream(Role.values())
        .filter(role -> derivedAll(keys, role).anyMatch(key -> key.hasSigned(text, signature)))
        .findFirst();
  }

  private Stream<AccountKey> derivedAll(List<AccountKey> keys, Role role) {
    return keys.stream().map(key -> derived(key, role));
  }
}
