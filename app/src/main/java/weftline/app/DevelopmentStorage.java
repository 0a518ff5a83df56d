package weftline.app;

import java.util.Map;
import java.util.TreeMap;
import weftline.model.InstanceGoal;
import weftline.model.NodeGoal;
import weftline.storage.AccountKey;
import weftline.storage.Accounts;
import weftline.storage.Sas;

/// The storage account of the development fabric. Every client knows its name and key, and where it
/// is on the standard ports; when the ports are shifted, roles are told.
record DevelopmentStorage(DevPorts ports) {
  static final String ACCOUNT = Accounts.DEVELOPMENT_NAME;

  private static final String SHORTHAND = "UseDevelopmentStorage=true";

  String connectionString() {
    return "DefaultEndpointsProtocol=http;AccountName=%s;AccountKey=%s;"
            .formatted(ACCOUNT, Accounts.DEVELOPMENT_KEY)
        + "BlobEndpoint=%s;QueueEndpoint=%s;TableEndpoint=%s;"
            .formatted(endpoint(ports.blob()), endpoint(ports.queue()), endpoint(ports.table()));
  }

  static Sas signer() {
    return new Sas(ACCOUNT, AccountKey.of(Accounts.DEVELOPMENT_KEY));
  }

  static String endpoint(int port) {
    return "http://127.0.0.1:%d/%s".formatted(port, ACCOUNT);
  }

  /// The goal with the true connection string in each setting whose value is exactly
  /// `UseDevelopmentStorage=true`. On the standard ports that shorthand is the truth.
  NodeGoal delivered(NodeGoal goal) {
    return ports.offset() == 0
        ? goal
        : new NodeGoal(
            goal.node(),
            goal.generation(),
            goal.instances().stream().map(this::delivered).toList(),
            goal.test());
  }

  private InstanceGoal delivered(InstanceGoal goal) {
    Map<String, String> settings = new TreeMap<>(goal.settings());
    settings.replaceAll((_, value) -> value.equals(SHORTHAND) ? connectionString() : value);
    return new InstanceGoal(
        goal.id(),
        goal.service(),
        goal.attempt(),
        goal.wanted(),
        goal.image(),
        goal.role(),
        settings,
        goal.faultDomain(),
        goal.updateDomain(),
        goal.endpoints(),
        goal.peers());
  }
}
