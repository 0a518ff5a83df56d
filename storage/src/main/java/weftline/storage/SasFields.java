package weftline.storage;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The fields of a shared access signature, as its query carries them, and the text that is signed
/// for each kind and version. An absent field counts as empty.
record SasFields(Map<String, String> values) {
  private static final String IP_AND_PROTOCOL = "2015-04-05";
  private static final String RESOURCE_AND_SNAPSHOT = "2018-11-09";
  private static final String ENCRYPTION_SCOPE = "2020-12-06";
  private static final String SERVICE_IN_RESOURCE = "2015-02-21";
  private static final List<String> NAMES =
      List.of(
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
          "rscc",
          "rscd",
          "rsce",
          "rscl",
          "rsct",
          "sig");

  SasFields {
    values = Map.copyOf(values);
  }

  static SasFields of(Parameters query) {
    return new SasFields(
        NAMES.stream().filter(query::has).collect(Collectors.toMap(name -> name, query::text)));
  }

  String field(String name) {
    return values.getOrDefault(name, "");
  }

  boolean isForAccount() {
    return values.containsKey("ss");
  }

  /// What an account signature signs.
  String accountText(String account) {
    Stream<String> fields =
        Stream.of("sp", "ss", "srt", "st", "se", "sip", "spr", "sv").map(this::field);
    Stream<String> scope = since(ENCRYPTION_SCOPE) ? Stream.of(field("ses")) : Stream.empty();
    return Stream.of(Stream.of(account), fields, scope)
        .flatMap(part -> part)
        .map(value -> value + "\n")
        .collect(Collectors.joining());
  }

  /// What a service signature signs.
  ///
  /// @param resource the decoded path of what is signed, such as `/me/photos/a.jpg`
  String serviceText(ServiceKind service, String resource) {
    String signed = since(SERVICE_IN_RESOURCE) ? "/" + service + resource : resource;
    Stream<String> first = Stream.of(field("sp"), field("st"), field("se"), signed, field("si"));
    return Stream.of(first, names(middle()), names(tail(service)))
        .flatMap(part -> part)
        .collect(Collectors.joining("\n"));
  }

  private List<String> middle() {
    return since(IP_AND_PROTOCOL) ? List.of("sip", "spr", "sv") : List.of("sv");
  }

  private List<String> tail(ServiceKind service) {
    return switch (service) {
      case QUEUE -> List.of();
      case TABLE -> List.of("spk", "srk", "epk", "erk");
      case BLOB -> joined(blobFields(), List.of("rscc", "rscd", "rsce", "rscl", "rsct"));
    };
  }

  private List<String> blobFields() {
    if (since(ENCRYPTION_SCOPE)) {
      return List.of("sr", "snapshot", "ses");
    }
    return since(RESOURCE_AND_SNAPSHOT) ? List.of("sr", "snapshot") : List.of();
  }

  private Stream<String> names(List<String> names) {
    return names.stream().map(this::field);
  }

  private static List<String> joined(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
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
