package weftline.storage.blob;

import java.time.Instant;
import java.util.Optional;
import weftline.net.Headers;
import weftline.storage.WireTimes;
import weftline.storage.XmlWriter;

/// Shows what stands beside a blob's bytes, headers and metadata: in the headers of answers, and in
/// lists.
record StateHeaders(BlobRow row, Instant now) {
  /// For an answer to a read.
  Headers addedTo(Headers headers) {
    Headers all = LeaseHeaders.added(headers, lease(), now);
    all = withTier(all);
    Optional<Tags> tags = row.get(BlobField.TAGS);
    if (tags.isPresent()) {
      all = all.with("x-ms-tag-count", Integer.toString(tags.get().values().size()));
    }
    Optional<Instant> expiry = row.get(BlobField.EXPIRY);
    if (expiry.isPresent()) {
      all = all.with("x-ms-expiry-time", WireTimes.http(expiry.get()));
    }
    Headers before = all;
    all = row.get(BlobField.IMMUTABILITY).map(policy -> policy.addedTo(before)).orElse(all);
    if (row.state().has(BlobField.LEGAL_HOLD)) {
      all = all.with("x-ms-legal-hold", "true");
    }
    return all;
  }

  /// Within the element `Properties` of a list.
  void write(XmlWriter xml, ListPage page) {
    if (!row.state().has(BlobField.HISTORY)) {
      Lists.writeLease(xml, lease(), now);
    }
    writeTier(xml);
    row.get(BlobField.TAGS).ifPresent(tags -> xml.element("TagCount", tags.values().size()));
    row.get(BlobField.EXPIRY).ifPresent(time -> xml.element("Expiry-Time", WireTimes.http(time)));
    row.get(BlobField.CUSTOMER_KEY)
        .ifPresent(key -> xml.element("CustomerProvidedKeySha256", key.hash()));
    row.get(BlobField.ENCRYPTION_SCOPE).ifPresent(scope -> xml.element("EncryptionScope", scope));
    if (page.includes("immutabilitypolicy")) {
      row.get(BlobField.IMMUTABILITY)
          .ifPresent(policy ->
              xml.element("ImmutabilityPolicyUntilDate", WireTimes.http(policy.until()))
                  .element("ImmutabilityPolicyMode", policy.mode()));
    }
    if (page.includes("legalhold") && row.state().has(BlobField.LEGAL_HOLD)) {
      xml.element("LegalHold", "true");
    }
  }

  private Headers withTier(Headers headers) {
    if (row.body().kind() != BlobKind.BLOCK && row.get(BlobField.TIER).isEmpty()) {
      return headers;
    }
    Optional<Tier> set = tier();
    if (set.isEmpty()) {
      return headers
          .with("x-ms-access-tier", Tier.DEFAULT)
          .with("x-ms-access-tier-inferred", "true");
    }
    Headers all =
        headers
            .with("x-ms-access-tier", set.get().name())
            .with("x-ms-access-tier-change-time", WireTimes.http(set.get().changed()));
    return set.get()
        .comesBack()
        .map(coming ->
            all.with("x-ms-archive-status", coming.status())
                .with("x-ms-rehydrate-priority", coming.priority().wireName()))
        .orElse(all);
  }

  private void writeTier(XmlWriter xml) {
    if (row.body().kind() != BlobKind.BLOCK && row.get(BlobField.TIER).isEmpty()) {
      return;
    }
    Optional<Tier> set = tier();
    xml.element("AccessTier", set.map(Tier::name).orElse(Tier.DEFAULT));
    if (set.isEmpty()) {
      xml.element("AccessTierInferred", "true");
      return;
    }
    xml.element("AccessTierChangeTime", WireTimes.http(set.get().changed()));
    set.get()
        .comesBack()
        .ifPresent(coming ->
            xml.element("ArchiveStatus", coming.status())
                .element("RehydratePriority", coming.priority().wireName()));
  }

  private Lease lease() {
    return row.get(BlobField.LEASE).orElse(Lease.NONE);
  }

  private Optional<Tier> tier() {
    return row.get(BlobField.TIER).map(tier -> tier.at(now));
  }
}
