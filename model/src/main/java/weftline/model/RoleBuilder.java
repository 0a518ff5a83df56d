package weftline.model;

import java.util.List;
import weftline.model.RoleDefinition.Binding;
import weftline.model.RoleDefinition.Certificate;
import weftline.model.RoleDefinition.Content;
import weftline.model.RoleDefinition.InputEndpoint;
import weftline.model.RoleDefinition.InstanceInputEndpoint;
import weftline.model.RoleDefinition.InternalEndpoint;
import weftline.model.RoleDefinition.Kind;
import weftline.model.RoleDefinition.LocalStorage;
import weftline.model.RoleDefinition.ProgramEntryPoint;
import weftline.model.RoleDefinition.RoleRuntime;
import weftline.model.RoleDefinition.Site;
import weftline.model.RoleDefinition.StartupTask;
import weftline.model.RoleDefinition.TaskType;
import weftline.model.RoleDefinition.Variable;

/// Makes a [RoleDefinition] from a part of a tree without errors.
final class RoleBuilder {
  private static final int STORAGE_DEFAULT_MEGABYTES = 100;

  private RoleBuilder() {}

  static RoleDefinition build(RoleElements role) {
    return new RoleDefinition(
        role.name(),
        kind(role.role()),
        role.vmSize(),
        role.role().path("Sites", "Site").stream().map(RoleBuilder::site).toList(),
        role.inputEndpoints().stream().map(RoleBuilder::inputEndpoint).toList(),
        role.internalEndpoints().stream().map(RoleBuilder::internalEndpoint).toList(),
        role.instanceInputEndpoints().stream().map(RoleBuilder::instanceInputEndpoint).toList(),
        role.settings().stream().map(each -> each.text("name")).toList(),
        role.localStorage().stream().map(RoleBuilder::localStorage).toList(),
        role.certificates().stream().map(RoleBuilder::certificate).toList(),
        role.imports(),
        role.tasks().stream().map(RoleBuilder::task).toList(),
        role.role().child("Runtime").map(each -> runtime(role, each)).orElse(RoleRuntime.NONE),
        role.role().path("Contents", "Content").stream().map(RoleBuilder::content).toList());
  }

  static int storageMegabytes(XmlElement storage) {
    return storage.number("sizeInMB").orElse(STORAGE_DEFAULT_MEGABYTES);
  }

  private static Kind kind(XmlElement role) {
    return switch (role.name()) {
      case "WebRole" -> Kind.WEB;
      case "WorkerRole" -> Kind.WORKER;
      default -> Kind.VIRTUAL_MACHINE;
    };
  }

  private static Site site(XmlElement site) {
    return new Site(
        site.text("name"),
        site.attribute("physicalDirectory"),
        site.path("Bindings", "Binding").stream()
            .map(each ->
                new Binding(
                    each.text("name"), each.text("endpointName"), each.attribute("hostHeader")))
            .toList());
  }

  private static InputEndpoint inputEndpoint(XmlElement endpoint) {
    return new InputEndpoint(
        endpoint.text("name"),
        endpoint.text("protocol"),
        endpoint.number("port").orElseThrow(),
        endpoint.attribute("certificate"),
        endpoint.number("localPort"),
        endpoint.flag("ignoreRoleInstanceStatus", false),
        endpoint.attribute("loadBalancerProbe"));
  }

  private static InternalEndpoint internalEndpoint(XmlElement endpoint) {
    return new InternalEndpoint(
        endpoint.text("name"),
        endpoint.attribute("protocol").orElse("any"),
        DefinitionBuilder.ports(endpoint));
  }

  private static InstanceInputEndpoint instanceInputEndpoint(XmlElement endpoint) {
    return new InstanceInputEndpoint(
        endpoint.text("name"),
        endpoint.text("protocol"),
        endpoint.number("localPort"),
        endpoint.child("AllocatePublicPortFrom").flatMap(DefinitionBuilder::ports).orElseThrow());
  }

  private static LocalStorage localStorage(XmlElement storage) {
    return new LocalStorage(
        storage.text("name"), storageMegabytes(storage), storage.flag("cleanOnRoleRecycle", true));
  }

  private static Certificate certificate(XmlElement certificate) {
    return new Certificate(
        certificate.text("name"),
        certificate.attribute("storeLocation").orElse("LocalMachine"),
        certificate.attribute("storeName").orElse("My"));
  }

  private static StartupTask task(XmlElement task) {
    return new StartupTask(
        task.text("commandLine"),
        task.text("executionContext").equals("elevated"),
        switch (task.text("taskType")) {
          case "background" -> TaskType.BACKGROUND;
          case "foreground" -> TaskType.FOREGROUND;
          default -> TaskType.SIMPLE;
        },
        variables(task));
  }

  private static RoleRuntime runtime(RoleElements role, XmlElement runtime) {
    return new RoleRuntime(
        runtime.text("executionContext").equals("elevated"),
        variables(runtime),
        role.entryPoint()
            .map(each ->
                new ProgramEntryPoint(
                    each.text("commandLine"), each.flag("setReadyOnProcessStart", true))));
  }

  private static List<Variable> variables(XmlElement holder) {
    return holder.path("Environment", "Variable").stream()
        .map(each ->
            new Variable(
                each.text("name"),
                each.attribute("value"),
                each.child("RoleInstanceValue").flatMap(value -> value.attribute("xpath"))))
        .toList();
  }

  private static Content content(XmlElement content) {
    return new Content(
        content.text("destination"),
        content.child("SourceDirectory").map(each -> each.text("path")).orElseThrow());
  }
}
