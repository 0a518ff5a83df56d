package weftline.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import weftline.net.Request;

/// Judges signatures that a user has made in his own name, with a user delegation key.
///
/// @param caller who shows the signature, asked if it is for one user only
record DelegationCheck(
    ServiceKind service,
    Request request,
    Parameters query,
    Instant now,
    Supplier<Optional<TokenHolder>> caller) {
  private static final int PARTS_MAX = 100;

  /// The role of the user who has signed, which limits what the signature allows.
  ///
  /// @param resource what is signed
  Role judge(SasFields sas, String resource, List<AccountKey> keys) {
    if (sas.has("si")) {
      throw Refusal.because("A signature of a user can have no stored policy.");
    }
    if (sas.has("suoid")) {
      throw Refusal.because("There are no folders with rights of their own, so no 'suoid'.");
    }
    DelegationKey key = DelegationKey.of(sas);
    String text = sas.delegationText(service, resource, requestParts(sas));
    Role role =
        key.signer(keys, text, sas.field("sig"))
            .orElseThrow(
                () -> Refusal.because("Signature did not match. String to sign used was " + text));
    if (!key.validity().service().equals(Character.toString(service.letter()))) {
      throw new StorageException(StorageError.AUTHORIZATION_SERVICE_MISMATCH);
    }
    if (now.isBefore(key.start()) || !now.isBefore(key.expiry())) {
      throw Refusal.because("The user delegation key is not valid at this time.");
    }
    if (sas.has("sduoid")) {
      checkUser(sas);
    }
    return role;
  }

  /// The headers and parameters that the request must have as they were signed.
  private List<String> requestParts(SasFields sas) {
    StringBuilder headers = new StringBuilder();
    names(sas, "srh")
        .forEach(name ->
            headers
                .append(name)
                .append(':')
                .append(request.headers().first(name).orElse(""))
                .append('\n'));
    StringBuilder parameters = new StringBuilder();
    names(sas, "srq")
        .forEach(name -> parameters.append('\n').append(name).append(':').append(query.text(name)));
    return List.of(headers.toString(), parameters.toString());
  }

  private static List<String> names(SasFields sas, String field) {
    List<String> names = sas.has(field) ? List.of(sas.field(field).split(",", -1)) : List.of();
    if (names.size() > PARTS_MAX) {
      throw Refusal.because("The field '" + field + "' names too much.");
    }
    return names;
  }

  private void checkUser(SasFields sas) {
    String tenant = sas.has("skdutid") ? sas.field("skdutid") : sas.field("sktid");
    boolean same =
        caller
            .get()
            .filter(holder -> holder.objectId().equals(sas.field("sduoid")))
            .filter(holder -> holder.tenantId().equals(tenant))
            .isPresent();
    if (!same) {
      throw Refusal.because("The signature is for another user than the one of the token.");
    }
  }
}
