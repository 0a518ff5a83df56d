package weftline.core;

import java.time.Duration;
import java.util.Optional;

/// What the operator of a fabric chooses. Logged, so that every replica plans alike.
///
/// @param faultDomainsMin how many fault domains a role of two or more instances must span when it
///   is first placed
/// @param addresses where clients reach the slots
/// @param drainLimit how long an instance out of rotation waits for the balancers at most
/// @param bake how long all instances must have been ready before the next update domain moves
/// @param failuresBeforeMove how often an instance may fail on one node
/// @param proxyProtocol whether instances are told the client's address (PROXY protocol v2)
/// @param healing how boldly the fabric heals; empty means as by default
/// @param burnIn what a machine must pass before it is used; empty means nothing
/// @param tidying how much is moved at quiet times; empty means as by default
/// @param readyWithin how long a walk waits for an update domain to get ready; empty means as by
///   default
public record FabricSettings(
    int faultDomainsMin,
    PublicAddresses addresses,
    Duration drainLimit,
    Duration bake,
    int failuresBeforeMove,
    boolean proxyProtocol,
    Optional<Healing> healing,
    Optional<BurnIn> burnIn,
    Optional<Tidying> tidying,
    Optional<Duration> readyWithin) {
  public static final FabricSettings DEFAULT =
      new FabricSettings(
          2,
          new PublicAddresses.Shared("127.0.0.1", 8080),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          3,
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private static final Duration READY_WITHIN = Duration.ofMinutes(10);

  public FabricSettings {
    if (faultDomainsMin < 1 || failuresBeforeMove < 1) {
      throw new IllegalArgumentException("at least one fault domain and one failure");
    }
    if (drainLimit.isNegative()
        || bake.isNegative()
        || readyWithin.filter(Duration::isNegative).isPresent()) {
      throw new IllegalArgumentException("no negative durations");
    }
  }

  /// One machine, one address: short bake time, ports from `firstPort` up.
  public static FabricSettings development(String address, int firstPort) {
    return new FabricSettings(
        DEFAULT.faultDomainsMin,
        new PublicAddresses.Shared(address, firstPort),
        DEFAULT.drainLimit,
        Duration.ofSeconds(1),
        DEFAULT.failuresBeforeMove,
        false,
        Optional.of(Healing.development()),
        Optional.of(BurnIn.SHORT),
        Optional.of(Tidying.NONE),
        Optional.of(Duration.ofMinutes(2)));
  }

  public FabricSettings withAddresses(PublicAddresses newAddresses) {
    return new FabricSettings(
        faultDomainsMin,
        newAddresses,
        drainLimit,
        bake,
        failuresBeforeMove,
        proxyProtocol,
        healing,
        burnIn,
        tidying,
        readyWithin);
  }

  public FabricSettings withBurnIn(Optional<BurnIn> newBurnIn) {
    return new FabricSettings(
        faultDomainsMin,
        addresses,
        drainLimit,
        bake,
        failuresBeforeMove,
        proxyProtocol,
        healing,
        newBurnIn,
        tidying,
        readyWithin);
  }

  public FabricSettings withHealing(Healing newHealing) {
    return new FabricSettings(
        faultDomainsMin,
        addresses,
        drainLimit,
        bake,
        failuresBeforeMove,
        proxyProtocol,
        Optional.of(newHealing),
        burnIn,
        tidying,
        readyWithin);
  }

  public FabricSettings withTidying(Tidying newTidying) {
    return new FabricSettings(
        faultDomainsMin,
        addresses,
        drainLimit,
        bake,
        failuresBeforeMove,
        proxyProtocol,
        healing,
        burnIn,
        Optional.of(newTidying),
        readyWithin);
  }

  public FabricSettings withReadyWithin(Duration newReadyWithin) {
    return new FabricSettings(
        faultDomainsMin,
        addresses,
        drainLimit,
        bake,
        failuresBeforeMove,
        proxyProtocol,
        healing,
        burnIn,
        tidying,
        Optional.of(newReadyWithin));
  }

  public Healing healingRules() {
    return healing.orElse(Healing.DEFAULT);
  }

  public Duration readyLimit() {
    return readyWithin.orElse(READY_WITHIN);
  }

  public Tidying tidyingRules() {
    return tidying.orElse(Tidying.DEFAULT);
  }
}
