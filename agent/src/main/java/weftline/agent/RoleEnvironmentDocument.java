package weftline.agent;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import weftline.model.InstanceGoal;
import weftline.model.InstanceGoal.EndpointAddress;
import weftline.model.InstanceGoal.Peer;
import weftline.model.RoleDefinition.LocalStorage;
import weftline.model.RoleEnvironmentPath.Surroundings;

/// What a role is told of itself and of its peers, in the words of the role runtime protocol. Every
/// container element is written even when empty, because clients of old demand it.
record RoleEnvironmentDocument(InstanceGoal goal, Map<String, Path> storage, boolean emulated) {
  private static final String INSTANCE_NAMESPACE = "http://www.w3.org/2001/XMLSchema-instance";
  private static final String SCHEMA_NAMESPACE = "http://www.w3.org/2001/XMLSchema";

  String text() {
    var text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("utf-8", "1.0");
      xml.writeStartElement("RoleEnvironment");
      xml.writeNamespace("xsi", INSTANCE_NAMESPACE);
      xml.writeNamespace("xsd", SCHEMA_NAMESPACE);
      element(xml, "Deployment", "id", goal.id().deployment(), "emulated", emulated);
      current(xml);
      roles(xml);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return text.toString();
  }

  /// What a variable of the service definition may be taken from, beyond the goal.
  Surroundings surroundings() {
    Map<String, String> folders = new TreeMap<>();
    storage.forEach((name, path) -> folders.put(name, path.toString()));
    return new Surroundings(emulated, folders);
  }

  private void current(XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartElement("CurrentInstance");
    attributes(
        xml,
        "id",
        goal.id().name(),
        "roleName",
        goal.id().role(),
        "faultDomain",
        goal.faultDomain(),
        "updateDomain",
        goal.updateDomain());
    xml.writeStartElement("ConfigurationSettings");
    for (Map.Entry<String, String> setting : goal.settings().entrySet()) {
      element(xml, "ConfigurationSetting", "name", setting.getKey(), "value", setting.getValue());
    }
    xml.writeEndElement();
    xml.writeStartElement("LocalResources");
    for (LocalStorage resource : goal.role().localStorage()) {
      element(
          xml,
          "LocalResource",
          "name",
          resource.name(),
          "path",
          storage.getOrDefault(resource.name(), Path.of("")),
          "sizeInMB",
          resource.sizeMegabytes());
    }
    xml.writeEndElement();
    endpoints(xml, goal.endpoints());
    xml.writeEndElement();
  }

  private void roles(XMLStreamWriter xml) throws XMLStreamException {
    Map<String, List<Peer>> byRole = new TreeMap<>();
    byRole.put(goal.id().role(), List.of());
    for (Peer peer : goal.peers()) {
      byRole.merge(peer.role(), List.of(peer), RoleEnvironmentDocument::joined);
    }
    xml.writeStartElement("Roles");
    for (Map.Entry<String, List<Peer>> role : byRole.entrySet()) {
      xml.writeStartElement("Role");
      attributes(xml, "name", role.getKey());
      xml.writeStartElement("Instances");
      for (Peer peer : role.getValue()) {
        instance(xml, peer);
      }
      xml.writeEndElement();
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static List<Peer> joined(List<Peer> left, List<Peer> right) {
    return Stream.of(left, right).flatMap(Collection::stream).toList();
  }

  private static void instance(XMLStreamWriter xml, Peer peer) throws XMLStreamException {
    xml.writeStartElement("Instance");
    attributes(
        xml,
        "id",
        peer.name(),
        "faultDomain",
        peer.faultDomain(),
        "updateDomain",
        peer.updateDomain());
    endpoints(xml, peer.endpoints());
    xml.writeEndElement();
  }

  private static void endpoints(XMLStreamWriter xml, List<EndpointAddress> endpoints)
      throws XMLStreamException {
    xml.writeStartElement("Endpoints");
    for (EndpointAddress endpoint : endpoints) {
      element(
          xml,
          "Endpoint",
          "name",
          endpoint.name(),
          "address",
          endpoint.address(),
          "port",
          endpoint.port(),
          "protocol",
          endpoint.protocol());
    }
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, String name, Object... attributes)
      throws XMLStreamException {
    xml.writeEmptyElement(name);
    attributes(xml, attributes);
  }

  /// Names and values in turn.
  private static void attributes(XMLStreamWriter xml, Object... namesAndValues)
      throws XMLStreamException {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      xml.writeAttribute(namesAndValues[i].toString(), namesAndValues[i + 1].toString());
    }
  }
}
