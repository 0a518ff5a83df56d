package weftline.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import weftline.core.Command;
import weftline.core.Command.OsRuling;
import weftline.core.OsGoal;
import weftline.core.UpgradeMode;
import weftline.model.NodeId;
import weftline.model.ServiceModel;
import weftline.model.ServiceName;
import weftline.model.Slot;

/// People who change their minds: what they ask for next is the dice's choice.
///
/// @param by the name under which the next thing is asked for
record Tenant(RandomGenerator dice, String by) {
  private static final List<OsRuling> RULINGS = List.of(OsRuling.values());
  private static final List<String> SERVICES = List.of("cart", "shop");

  Function<Instant, Command> change() {
    ServiceName service = new ServiceName(SERVICES.get(dice.nextInt(SERVICES.size())));
    Slot slot = dice.nextInt(3) == 0 ? Slot.STAGING : Slot.PRODUCTION;
    ServiceModel model = model(service.value());
    int instances = 1 + dice.nextInt(4);
    UpgradeMode mode = dice.nextInt(3) == 0 ? UpgradeMode.MANUAL : UpgradeMode.AUTO;
    Optional<String> role = dice.nextInt(3) == 0 ? Optional.of("web") : Optional.empty();
    boolean force = dice.nextBoolean();
    return switch (dice.nextInt(12)) {
      case 0, 1, 2 -> at -> new Command.Deploy(at, by, service, slot, "", model);
      case 3 -> at -> new Command.Configure(at, by, service, slot, model.configuration());
      case 4, 5, 6 ->
          at -> new Command.Upgrade(at, by, service, slot, "", model, mode, role, force);
      case 7 -> at -> new Command.Walk(at, by, service, slot);
      case 8 -> at -> new Command.Rollback(at, by, service, slot);
      case 9 -> at -> new Command.Swap(at, by, service);
      case 10 -> at -> new Command.Scale(at, by, service, slot, "web", instances);
      default -> at -> new Command.Delete(at, by, service, slot);
    };
  }

  /// What an operator does now and then.
  Function<Instant, Command> drain(NodeId node) {
    return dice.nextInt(3) == 0
        ? at -> new Command.DrainNode(at, by, node)
        : at -> new Command.UndrainNode(at, by, node);
  }

  /// What an operator wants of the machines below.
  Function<Instant, Command> system() {
    String version = dice.nextInt(1, 4) + ".0";
    OsGoal.Rules rules =
        new OsGoal.Rules(1 + dice.nextInt(4), dice.nextInt(100), Duration.ofMinutes(2));
    OsRuling ruling = RULINGS.get(dice.nextInt(RULINGS.size()));
    return dice.nextInt(3) == 0
        ? at -> new Command.RuleOs(at, by, ruling)
        : at -> new Command.SetOsGoal(at, by, version, OsGoal.Scope.ALL, rules);
  }

  private ServiceModel model(String service) {
    String size = dice.nextInt(6) == 0 ? "Medium" : "Small";
    int web = 1 + dice.nextInt(4);
    int price = dice.nextInt(3);
    int worker = 1 + dice.nextInt(3);
    String code = "abcd".substring(dice.nextInt(4)).substring(0, 1);
    return Models.model(service, size, new Models.Sizes(web, worker, price), code);
  }
}
