package weftline.storage;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import weftline.net.Request;

/// Judges a request that carries a shared access signature: is it signed, does it hold now, here
/// and for this service.
///
/// @param users judges signatures that a user has made and not the account
record SasCheck(
    ServiceKind service,
    StoredPolicies policies,
    Request request,
    Target target,
    Instant now,
    DelegationCheck users) {
  private static final String ROOT = "$root";

  /// What changes one state of a blob and not the blob itself, which a signature for a snapshot or
  /// a version does not cover.
  private static final String STATE_PERMISSIONS = "rdxyti";

  /// Which field sets which header of an answer.
  private static final Map<String, String> ANSWER_HEADERS =
      Map.of(
          "rscc", "Cache-Control",
          "rscd", "Content-Disposition",
          "rsce", "Content-Encoding",
          "rscl", "Content-Language",
          "rsct", "Content-Type");

  Access judge(SasFields sas, List<AccountKey> keys) {
    if (target.path().indexOf('\n') >= 0) {
      throw Refusal.because("What is signed cannot have a line break in its name.");
    }
    if (sas.isForAccount()) {
      checkSigned(sas, sas.accountText(target.account()), keys);
      limits(sas).check(request, now);
      return accountAccess(sas);
    }
    if (sas.isOfUser()) {
      Role role = users.judge(sas, signedResource(sas), keys);
      SasLimits limits = limits(sas);
      return signature(sas, limits, role.limit(permissions(sas, limits)));
    }
    checkSigned(sas, sas.serviceText(service, signedResource(sas)), keys);
    SasLimits limits = limits(sas);
    return signature(sas, limits, permissions(sas, limits));
  }

  private static void checkSigned(SasFields sas, String text, List<AccountKey> keys) {
    if (keys.stream().noneMatch(key -> key.hasIssued(text, sas.field("sig")))) {
      throw Refusal.because("Signature did not match. String to sign used was " + text);
    }
  }

  private Access signature(SasFields sas, SasLimits limits, String permissions) {
    limits.check(request, now);
    return new Access.ServiceSignature(
        coversContainer(sas), permissions, rows(sas), answerHeaders(sas));
  }

  private SasLimits limits(SasFields sas) {
    if (!sas.has("si")) {
      return SasLimits.of(sas);
    }
    if (sas.isForAccount()) {
      throw Refusal.because("A signature for an account can have no stored policy.");
    }
    String resource = service == ServiceKind.TABLE ? sas.field("tn") : container();
    StoredPolicy policy =
        policies
            .find(service, target.account(), resource, sas.field("si"))
            .orElseThrow(() -> Refusal.because("There is no such stored access policy."));
    return SasLimits.of(sas, policy);
  }

  private String signedResource(SasFields sas) {
    String account = "/" + target.account() + "/";
    return switch (service) {
      case QUEUE -> account + target.container();
      case TABLE -> account + sas.field("tn").toLowerCase(Locale.ROOT);
      case BLOB ->
          switch (sas.field("sr")) {
            case "c" -> account + container();
            case "b" -> account + blob();
            case "bs" -> account + blobAt(sas, "snapshot", "versionid");
            case "bv" -> account + blobAt(sas, "versionid", "snapshot");
            default -> throw Refusal.because("The signed resource 'sr' must be b, bs, bv or c.");
          };
    };
  }

  /// The container that the request is about. A blob whose path has one part only is in the root
  /// container: the signature of a container that is called like the blob does not cover it.
  private String container() {
    return inRoot() ? ROOT : target.container();
  }

  private String blob() {
    return inRoot() ? ROOT + "/" + target.path() : target.path();
  }

  private boolean inRoot() {
    if (service != ServiceKind.BLOB || target.path().indexOf('/') >= 0) {
      return false;
    }
    String named = Parameters.parse(request.rawQuery()).text("restype");
    return !named.equals("container") && !named.equals("account");
  }

  private String blobAt(SasFields sas, String named, String other) {
    if (!sas.has(named) || sas.has(other)) {
      throw Refusal.because("The request does not name the " + named + " that is signed.");
    }
    return blob();
  }

  private boolean coversContainer(SasFields sas) {
    return service != ServiceKind.BLOB || sas.field("sr").equals("c");
  }

  private static String permissions(SasFields sas, SasLimits limits) {
    boolean state = sas.field("sr").equals("bs") || sas.field("sr").equals("bv");
    return state ? common(limits.permissions(), STATE_PERMISSIONS) : limits.permissions();
  }

  private static String common(String permissions, String others) {
    StringBuilder common = new StringBuilder();
    permissions
        .chars()
        .filter(letter -> others.indexOf(letter) >= 0)
        .forEach(common::appendCodePoint);
    return common.toString();
  }

  private Access accountAccess(SasFields sas) {
    if (sas.field("ss").indexOf(service.letter()) < 0) {
      throw new StorageException(StorageError.AUTHORIZATION_SERVICE_MISMATCH);
    }
    return new Access.AccountSignature(sas.field("srt"), sas.field("sp"));
  }

  private static Map<String, String> answerHeaders(SasFields sas) {
    Map<String, String> answerHeaders = new HashMap<>();
    ANSWER_HEADERS.forEach((field, header) -> {
      if (sas.has(field)) {
        answerHeaders.put(header, sas.field(field));
      }
    });
    return answerHeaders;
  }

  private Access.RowRange rows(SasFields sas) {
    if (service != ServiceKind.TABLE) {
      return Access.RowRange.ALL;
    }
    String table = target.container();
    int parenthesis = table.indexOf('(');
    String named = parenthesis < 0 ? table : table.substring(0, parenthesis);
    if (!named.equalsIgnoreCase(sas.field("tn")) && !named.equals("$batch")) {
      throw new StorageException(StorageError.AUTHORIZATION_PERMISSION_MISMATCH);
    }
    return new Access.RowRange(
        bound(sas, "tn"),
        bound(sas, "spk"),
        bound(sas, "srk"),
        bound(sas, "epk"),
        bound(sas, "erk"));
  }

  private static Optional<String> bound(SasFields sas, String name) {
    return Optional.of(sas.field(name)).filter(value -> !value.isEmpty());
  }
}
