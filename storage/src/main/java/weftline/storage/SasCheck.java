package weftline.storage;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import weftline.net.Request;

/// Judges a request that carries a shared access signature: is it signed, does it hold now, here
/// and for this service.
record SasCheck(ServiceKind service, Request request, Target target, Instant now) {
  /// Which field sets which header of an answer.
  private static final Map<String, String> ANSWER_HEADERS =
      Map.of(
          "rscc", "Cache-Control",
          "rscd", "Content-Disposition",
          "rsce", "Content-Encoding",
          "rscl", "Content-Language",
          "rsct", "Content-Type");

  Access judge(SasFields sas, List<AccountKey> keys) {
    String text =
        sas.isForAccount()
            ? sas.accountText(target.account())
            : sas.serviceText(service, signedResource(sas));
    if (keys.stream().noneMatch(key -> key.hasSigned(text, sas.field("sig")))) {
      throw failed("Signature did not match. String to sign used was " + text);
    }
    checkTimes(sas);
    checkProtocol(sas.field("spr"));
    checkAddress(sas.field("sip"));
    return sas.isForAccount() ? accountAccess(sas) : serviceAccess(sas);
  }

  private String signedResource(SasFields sas) {
    String account = "/" + target.account() + "/";
    return switch (service) {
      case QUEUE -> account + target.container();
      case TABLE -> account + sas.field("tn").toLowerCase(Locale.ROOT);
      case BLOB ->
          switch (sas.field("sr")) {
            case "c" -> account + target.container();
            case "b" -> account + target.path();
            default -> throw failed("The signed resource 'sr' must be b or c.");
          };
    };
  }

  private void checkTimes(SasFields sas) {
    if (!sas.field("si").isEmpty()) {
      throw failed("Stored access policies are not known to this server.");
    }
    Instant expiry =
        WireTimes.parseIso(sas.field("se"))
            .orElseThrow(() -> failed("The expiry 'se' is missing or is not a time."));
    if (!now.isBefore(expiry)) {
      throw failed("Signature not valid in the specified time frame: expired " + expiry);
    }
    if (sas.field("st").isEmpty()) {
      return;
    }
    Instant start =
        WireTimes.parseIso(sas.field("st"))
            .orElseThrow(() -> failed("The start 'st' is not a time."));
    if (now.isBefore(start)) {
      throw failed("Signature not valid in the specified time frame: starts " + start);
    }
  }

  private void checkProtocol(String protocols) {
    if (protocols.equals("https") && !request.secure()) {
      throw new StorageException(StorageError.AUTHORIZATION_PROTOCOL_MISMATCH);
    }
  }

  private void checkAddress(String range) {
    if (range.isEmpty()) {
      return;
    }
    int dash = range.indexOf('-');
    byte[] from = address(dash < 0 ? range : range.substring(0, dash));
    byte[] to = address(dash < 0 ? range : range.substring(dash + 1));
    byte[] client = request.remote().getAddress().getAddress();
    if (Arrays.compareUnsigned(client, from) < 0 || Arrays.compareUnsigned(client, to) > 0) {
      throw new StorageException(StorageError.AUTHORIZATION_SOURCE_IP_MISMATCH);
    }
  }

  private static byte[] address(String literal) {
    try {
      return InetAddress.ofLiteral(literal).getAddress();
    } catch (IllegalArgumentException _) {
      throw failed("The address 'sip' is not an IP address or a range of them.");
    }
  }

  private Access accountAccess(SasFields sas) {
    if (sas.field("ss").indexOf(service.letter()) < 0) {
      throw new StorageException(StorageError.AUTHORIZATION_SERVICE_MISMATCH);
    }
    return new Access.AccountSignature(sas.field("srt"), sas.field("sp"));
  }

  private Access serviceAccess(SasFields sas) {
    Map<String, String> answerHeaders = new HashMap<>();
    ANSWER_HEADERS.forEach((field, header) -> {
      if (!sas.field(field).isEmpty()) {
        answerHeaders.put(header, sas.field(field));
      }
    });
    boolean container = service != ServiceKind.BLOB || sas.field("sr").equals("c");
    return new Access.ServiceSignature(container, sas.field("sp"), rows(sas), answerHeaders);
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

  private static StorageException failed(String detail) {
    return new StorageException(StorageError.AUTHENTICATION_FAILED)
        .withDetail("AuthenticationErrorDetail", detail);
  }
}
