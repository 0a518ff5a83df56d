package weftline.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the fabric keeps in mind so that it heals with judgement.
///
/// @param standstill set while it waits instead of healing
/// @param patientUntil nothing silent is given up before
/// @param lossesSince when those that count as lost at once began to be lost
/// @param losses how many these are
/// @param allowances by fault domain
/// @param scaled when scale rules changed the roles of deployments last
/// @param withdrawals the containers that were taken out, the last time of each
/// @param tidied what was moved lately for the sake of room
/// @param os which operating system the machines should have
public record Upkeep(
    Optional<Standstill> standstill,
    Optional<Instant> patientUntil,
    Instant lossesSince,
    int losses,
    PMap<Integer, Allowance> allowances,
    PMap<String, Withdrawal> withdrawals,
    PMap<String, Instant> scaled,
    Tidied tidied,
    Optional<OsGoal> os) {
  static final Upkeep NONE =
      new Upkeep(
          Optional.empty(),
          Optional.empty(),
          Instant.EPOCH,
          0,
          PMap.empty(),
          PMap.empty(),
          PMap.empty(),
          Tidied.NOTHING,
          Optional.empty());

  /// The same as plain lists, to be written down.
  public record Written(
      Optional<Standstill> standstill,
      Optional<Instant> patientUntil,
      Instant lossesSince,
      int losses,
      List<OfDomain> allowances,
      List<Withdrawal> withdrawals,
      Map<String, Instant> scaled,
      Optional<Tidied> tidied,
      Optional<OsGoal> os) {
    public Written {
      scaled = Collections.unmodifiableSortedMap(new TreeMap<>(scaled));
      allowances = List.copyOf(allowances);
      withdrawals = List.copyOf(withdrawals);
    }
  }

  /// What one fault domain has suffered.
  public record OfDomain(int faultDomain, Allowance allowance) {}

  static Upkeep read(Written written) {
    PMap<Integer, Allowance> allowances = PMap.empty();
    for (OfDomain one : written.allowances()) {
      allowances = allowances.with(one.faultDomain(), one.allowance());
    }
    PMap<String, Withdrawal> withdrawals = PMap.empty();
    for (Withdrawal one : written.withdrawals()) {
      withdrawals = withdrawals.with(one.container(), one);
    }
    return new Upkeep(
        written.standstill(),
        written.patientUntil(),
        written.lossesSince(),
        written.losses(),
        allowances,
        withdrawals,
        scaled(written),
        written.tidied().orElse(Tidied.NOTHING),
        written.os());
  }

  private static PMap<String, Instant> scaled(Written written) {
    PMap<String, Instant> scaled = PMap.empty();
    for (Map.Entry<String, Instant> one : written.scaled().entrySet()) {
      scaled = scaled.with(one.getKey(), one.getValue());
    }
    return scaled;
  }

  Written written() {
    Map<String, Instant> times = new TreeMap<>();
    scaled.forEach(times::put);
    List<OfDomain> domains = new ArrayList<>();
    allowances.forEach((domain, allowance) -> domains.add(new OfDomain(domain, allowance)));
    return new Written(
        standstill,
        patientUntil,
        lossesSince,
        losses,
        domains,
        withdrawals.values(),
        times,
        Optional.of(tidied),
        os);
  }

  /// How many nodes were given up lately.
  int recentLosses(Instant now, Duration memory) {
    return lossesSince.plus(memory).isBefore(now) ? 0 : losses;
  }

  /// How many destructive acts a fault domain may suffer now.
  int allowed(int faultDomain, Instant now, Healing rules) {
    return allowances.get(faultDomain).map(one -> one.left(now, rules)).orElse(rules.actsMax());
  }

  Upkeep withLosses(int nodes, Instant at, Healing rules) {
    int recent = recentLosses(at, rules.lossMemory());
    return new Upkeep(
        standstill,
        patientUntil,
        recent == 0 ? at : lossesSince,
        recent + nodes,
        allowances,
        withdrawals,
        scaled,
        tidied,
        os);
  }

  /// One destructive act.
  Upkeep withAct(int faultDomain, Instant at, Healing rules) {
    Allowance before = allowances.get(faultDomain).orElseGet(() -> new Allowance(0, at));
    return new Upkeep(
        standstill,
        patientUntil,
        lossesSince,
        losses,
        allowances.with(faultDomain, before.spend(at, rules.actEvery())),
        withdrawals,
        scaled,
        tidied,
        os);
  }

  Upkeep paused(Standstill newStandstill) {
    return new Upkeep(
        Optional.of(newStandstill),
        patientUntil,
        lossesSince,
        losses,
        allowances,
        withdrawals,
        scaled,
        tidied,
        os);
  }

  /// What was lost before is settled.
  Upkeep resumed(Optional<Instant> newPatientUntil) {
    return new Upkeep(
        Optional.empty(),
        newPatientUntil,
        lossesSince,
        0,
        allowances,
        withdrawals,
        scaled,
        tidied,
        os);
  }

  /// A container is taken out, or is back.
  Upkeep with(Withdrawal withdrawal) {
    return new Upkeep(
        standstill,
        patientUntil,
        lossesSince,
        losses,
        allowances,
        withdrawals.with(withdrawal.container(), withdrawal),
        scaled,
        tidied,
        os);
  }

  /// A scale rule has changed a role.
  Upkeep scaled(String role, Instant at) {
    return new Upkeep(
        standstill,
        patientUntil,
        lossesSince,
        losses,
        allowances,
        withdrawals,
        scaled.with(role, at),
        tidied,
        os);
  }

  /// Something was moved for the sake of room.
  Upkeep with(Tidied newTidied) {
    return new Upkeep(
        standstill,
        patientUntil,
        lossesSince,
        losses,
        allowances,
        withdrawals,
        scaled,
        newTidied,
        os);
  }

  /// An operating system is asked for, or there is news of that.
  Upkeep with(OsGoal newOs) {
    return wanting(Optional.of(newOs));
  }

  Upkeep withoutOs() {
    return wanting(Optional.empty());
  }

  private Upkeep wanting(Optional<OsGoal> newOs) {
    return new Upkeep(
        standstill,
        patientUntil,
        lossesSince,
        losses,
        allowances,
        withdrawals,
        scaled,
        tidied,
        newOs);
  }

  /// The container that is out now; there is never more than one.
  Optional<Withdrawal> withdrawn() {
    return withdrawals.values().stream().filter(one -> !one.returned()).findFirst();
  }
}
