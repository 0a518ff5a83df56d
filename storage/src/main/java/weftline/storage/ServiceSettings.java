package weftline.storage;

import java.util.List;

/// What the owner of an account has set for one of its services.
record ServiceSettings(
    LoggingSettings logging,
    MetricsSettings hours,
    MetricsSettings minutes,
    List<CorsRule> cors,
    BlobSettings blob) {
  static final ServiceSettings DEFAULT =
      new ServiceSettings(
          LoggingSettings.OFF,
          MetricsSettings.OFF,
          MetricsSettings.OFF,
          List.of(),
          BlobSettings.DEFAULT);

  private static final int CORS_RULES_MAX = 5;
  private static final int CORS_CHARACTERS_MAX = 2_048;

  ServiceSettings {
    cors = List.copyOf(cors);
    if (cors.size() > CORS_RULES_MAX) {
      throw new StorageException(
          StorageError.INVALID_XML_DOCUMENT,
          "There may be no more than " + CORS_RULES_MAX + " rules for other origins.");
    }
    if (cors.stream().mapToInt(CorsRule::size).sum() > CORS_CHARACTERS_MAX) {
      throw new StorageException(
          StorageError.INVALID_XML_DOCUMENT,
          "The rules for other origins may have no more than %,d characters between their tags."
              .formatted(CORS_CHARACTERS_MAX));
    }
  }

  ServiceSettings withLogging(LoggingSettings newLogging) {
    return new ServiceSettings(newLogging, hours, minutes, cors, blob);
  }

  ServiceSettings withHours(MetricsSettings newHours) {
    return new ServiceSettings(logging, newHours, minutes, cors, blob);
  }

  ServiceSettings withMinutes(MetricsSettings newMinutes) {
    return new ServiceSettings(logging, hours, newMinutes, cors, blob);
  }

  ServiceSettings withCors(List<CorsRule> newCors) {
    return new ServiceSettings(logging, hours, minutes, newCors, blob);
  }

  ServiceSettings withBlob(BlobSettings newBlob) {
    return new ServiceSettings(logging, hours, minutes, cors, newBlob);
  }
}
