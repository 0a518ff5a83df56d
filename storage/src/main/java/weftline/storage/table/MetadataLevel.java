package weftline.storage.table;

import java.util.Locale;

/// How much a client wants to be told about the values beside the values.
enum MetadataLevel {
  NONE("nometadata"),
  MINIMAL("minimalmetadata"),
  FULL("fullmetadata");

  private final String parameter;

  MetadataLevel(String parameter) {
    this.parameter = parameter;
  }

  /// @param accept an `Accept` header or `$format` parameter
  static MetadataLevel of(String accept) {
    String wanted = accept.toLowerCase(Locale.ROOT);
    if (wanted.contains("odata=" + FULL.parameter)) {
      return FULL;
    }
    return wanted.contains("odata=" + NONE.parameter) ? NONE : MINIMAL;
  }

  String contentType() {
    return "application/json;odata=" + parameter + ";streaming=true;charset=utf-8";
  }
}
