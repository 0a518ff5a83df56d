package weftline.sim;

import weftline.core.Command;
import weftline.core.Decision;

/// Says in one line what is asked and what is answered.
final class Words {
  private Words() {}

  static String of(Command command) {
    String name = command.getClass().getSimpleName();
    return switch (command) {
      case Command.Deploy(_, _, var service, var slot, _, var model) ->
          "%s %s/%s of %s".formatted(name, service, slot, model.image());
      case Command.Upgrade(_, _, var service, var slot, _, var model, var mode, var role, _, _) ->
          "%s %s/%s to %s, %s, %s"
              .formatted(name, service, slot, model.image(), mode, role.orElse("all roles"));
      case Command.Configure(_, _, var service, var slot, _) ->
          "%s %s/%s".formatted(name, service, slot);
      case Command.Scale(_, _, var service, var slot, var role, var instances, _) ->
          "%s %s/%s: %s=%d".formatted(name, service, slot, role, instances);
      case Command.Walk(_, _, var service, var slot) -> "%s %s/%s".formatted(name, service, slot);
      case Command.Rollback(_, _, var service, var slot) ->
          "%s %s/%s".formatted(name, service, slot);
      case Command.Delete(_, _, var service, var slot) -> "%s %s/%s".formatted(name, service, slot);
      case Command.Swap(_, _, var service) -> "%s %s".formatted(name, service);
      case Command.DrainNode(_, _, var node) -> "%s %s".formatted(name, node);
      case Command.UndrainNode(_, _, var node) -> "%s %s".formatted(name, node);
      case Command.RemoveNode(_, _, var node) -> "%s %s".formatted(name, node);
      case Command.ConfigureFabric _,
          Command.RestoreState _,
          Command.ImportInventory _,
          Command.JoinNode _,
          Command.ReportNode _,
          Command.LoseNodes _,
          Command.ReportLoads _,
          Command.Tidy _,
          Command.AcceptLoss _,
          Command.JudgeNode _,
          Command.WithdrawContainer _,
          Command.SetOsGoal _,
          Command.RuleOs _,
          Command.UpdateNodes _,
          Command.ReportBalancer _,
          Command.ReportKeepers _,
          Command.Tick _ ->
          name;
    };
  }

  static String of(Decision decision) {
    return switch (decision) {
      case Decision.Accepted accepted -> accepted.operation().map(id -> "yes, " + id).orElse("yes");
      case Decision.Refused(var problem) -> "no: " + problem.message();
    };
  }
}
