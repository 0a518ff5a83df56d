package weftline.storage;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The fields of a shared access signature, as its query carries them, and the text that is signed
/// for each kind and version. An absent field counts as empty.
record SasFields(Map<String, String> values) {
  private static final String VERSION_IN_TEXT = "2012-02-12";
  private static final String ANSWER_HEADERS = "2013-08-15";
  private static final String SERVICE_IN_RESOURCE = "2015-02-21";
  private static final String IP_AND_PROTOCOL = "2015-04-05";
  private static final String RESOURCE_AND_SNAPSHOT = "2018-11-09";
  private static final String USERS = "2020-02-10";
  private static final String ENCRYPTION_SCOPE = "2020-12-06";
  private static final String ONE_USER = "2025-07-05";
  private static final String REQUEST_PARTS = "2026-04-06";

  private static final int TEXT_LENGTH = 128;
  private static final List<String> ACCOUNT_FIELDS =
      List.of("sp", "ss", "srt", "st", "se", "sip", "spr", "sv");
  private static final Pattern VERSION = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Set<String> NAMES =
      Set.of(
          "sv",
          "ss",
          "srt",
          "sp",
          "st",
          "se",
          "sip",
          "spr",
          "si",
          "sr",
          "tn",
          "spk",
          "srk",
          "epk",
          "erk",
          "ses",
          "snapshot",
          "versionid",
          "rscc",
          "rscd",
          "rsce",
          "rscl",
          "rsct",
          "skoid",
          "sktid",
          "skt",
          "ske",
          "sks",
          "skv",
          "saoid",
          "suoid",
          "scid",
          "skdutid",
          "sduoid",
          "srh",
          "srq",
          "sig");

  SasFields {
    values = Map.copyOf(values);
  }

  /// Refuses what could be read in two ways: a field that stands twice, one with a line break
  /// (lines part the fields of the text), a version that is no date.
  static SasFields of(Parameters query) {
    Map<String, String> values = new TreeMap<>();
    for (Map.Entry<String, List<String>> parameter : query.all().entrySet()) {
      String name = parameter.getKey().toLowerCase(Locale.ROOT);
      if (NAMES.contains(name)) {
        values.put(name, onlyLine(name, parameter.getValue()));
      }
    }
    String version = values.getOrDefault("sv", "");
    if (!version.isEmpty() && !VERSION.matcher(version).matches()) {
      throw Refusal.because("The version 'sv' is not a date.");
    }
    return new SasFields(values);
  }

  private static String onlyLine(String name, List<String> given) {
    if (given.size() > 1 || given.getFirst().indexOf('\n') >= 0) {
      throw Refusal.because("The field '" + name + "' stands twice or has a line break.");
    }
    return given.getFirst();
  }

  String field(String name) {
    return values.getOrDefault(name, "");
  }

  boolean has(String name) {
    return !field(name).isEmpty();
  }

  boolean isForAccount() {
    return values.containsKey("ss");
  }

  /// Whether a user has signed it with a user delegation key, and not the account with its own.
  boolean isOfUser() {
    return values.containsKey("skoid");
  }

  /// What an account signature signs.
  String accountText(String account) {
    StringBuilder text = new StringBuilder(TEXT_LENGTH).append(account).append('\n');
    for (String name : ACCOUNT_FIELDS) {
      text.append(field(name)).append('\n');
    }
    if (since(ENCRYPTION_SCOPE)) {
      text.append(field("ses")).append('\n');
    }
    return text.toString();
  }

  /// What a service signature signs.
  ///
  /// @param resource the decoded path of what is signed, such as `/me/photos/a.jpg`
  String serviceText(ServiceKind service, String resource) {
    String signed = since(SERVICE_IN_RESOURCE) ? "/" + service + resource : resource;
    Stream<String> first = Stream.of(field("sp"), field("st"), field("se"), signed, field("si"));
    return Stream.of(first, middle().map(this::field), tail(service))
        .flatMap(part -> part)
        .collect(Collectors.joining("\n"));
  }

  /// What a signature of a user signs.
  ///
  /// @param requestParts what the request has in place of the names in `srh` and `srq`
  String delegationText(ServiceKind service, String resource, List<String> requestParts) {
    Stream<String> first =
        Stream.of(field("sp"), field("st"), field("se"), "/" + service + resource);
    Stream<String> last =
        switch (service) {
          case QUEUE -> Stream.empty();
          case TABLE -> Stream.of("spk", "srk", "epk", "erk").map(this::field);
          case BLOB ->
              Stream.of(
                      blobFields(),
                      since(REQUEST_PARTS) ? requestParts.stream() : Stream.<String>empty(),
                      answerHeaders())
                  .flatMap(part -> part);
        };
    return Stream.of(first, userFields(service).map(this::field), last)
        .flatMap(part -> part)
        .collect(Collectors.joining("\n"));
  }

  private Stream<String> userFields(ServiceKind service) {
    boolean blob = service == ServiceKind.BLOB;
    Stream<String> key = Stream.of("skoid", "sktid", "skt", "ske", "sks", "skv");
    Stream<String> users =
        blob && since(USERS) ? Stream.of("saoid", "suoid", "scid") : Stream.empty();
    Stream<String> one = !blob || since(ONE_USER) ? Stream.of("skdutid", "sduoid") : Stream.empty();
    return Stream.of(key, users, one, Stream.of("sip", "spr", "sv")).flatMap(part -> part);
  }

  private Stream<String> middle() {
    if (since(IP_AND_PROTOCOL)) {
      return Stream.of("sip", "spr", "sv");
    }
    return since(VERSION_IN_TEXT) ? Stream.of("sv") : Stream.empty();
  }

  private Stream<String> tail(ServiceKind service) {
    return switch (service) {
      case QUEUE -> Stream.empty();
      case TABLE -> Stream.of("spk", "srk", "epk", "erk").map(this::field);
      case BLOB -> Stream.concat(blobFields(), answerHeaders());
    };
  }

  private Stream<String> blobFields() {
    Stream<String> resource =
        since(RESOURCE_AND_SNAPSHOT) ? Stream.of(field("sr"), snapshot()) : Stream.empty();
    return since(ENCRYPTION_SCOPE) ? Stream.concat(resource, Stream.of(field("ses"))) : resource;
  }

  private Stream<String> answerHeaders() {
    return since(ANSWER_HEADERS)
        ? Stream.of("rscc", "rscd", "rsce", "rscl", "rsct").map(this::field)
        : Stream.empty();
  }

  /// Which state of a blob the request names, and so must have been signed; a signature for a
  /// container covers all of them.
  private String snapshot() {
    if (field("sr").equals("c")) {
      return "";
    }
    return has("snapshot") ? field("snapshot") : field("versionid");
  }

  /// Versions are dates, so they compare as texts.
  private boolean since(String version) {
    return field("sv").compareTo(version) >= 0;
  }

  @Override
  public String toString() {
    return "SasFields[sp=" + field("sp") + ", se=" + field("se") + "]";
  }
}
