package weftline.sdk;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/// Reads the three documents that the fabric writes: discovery, goal, and role environment.
final class Documents {
  private static final String PROTOCOL_VERSION = "2011-03-08";
  private static final int DOCUMENT_MAX = 16 * 1024 * 1024;

  private Documents() {}

  /// What the fabric expects of the role, at one incarnation.
  record Goal(long incarnation, boolean stopped, Path environment, Path statePipe) {}

  /// Finds the goal stream that speaks our version of the protocol.
  static Path goalStream(Path versionFile) throws IOException {
    Element root = parse(Files.readAllBytes(versionFile));
    for (Element endpoint : children(child(root, "RuntimeServerEndpoints"))) {
      if (endpoint.getAttribute("version").equals(PROTOCOL_VERSION)) {
        return Path.of(endpoint.getAttribute("path"));
      }
    }
    throw new IOException(
        "The fabric agent does not speak version "
            + PROTOCOL_VERSION
            + " of the role runtime protocol; update the weftline-sdk of this role.");
  }

  static Goal goal(byte[] frame) throws IOException {
    Element root = parse(frame);
    return new Goal(
        Long.parseLong(text(root, "Incarnation")),
        text(root, "ExpectedState").equals("Stopped"),
        Path.of(text(root, "RoleEnvironmentPath")),
        Path.of(text(root, "CurrentStateEndpoint")));
  }

  static Environment environment(Path file) throws IOException {
    if (Files.size(file) > DOCUMENT_MAX) {
      throw new IOException("The role environment is longer than " + DOCUMENT_MAX + " bytes.");
    }
    Element root = parse(Files.readAllBytes(file));
    Element deployment = child(root, "Deployment");
    Element current = child(root, "CurrentInstance");
    Map<String, String> settings = new LinkedHashMap<>();
    for (Element setting : children(child(current, "ConfigurationSettings"))) {
      settings.put(setting.getAttribute("name"), setting.getAttribute("value"));
    }
    Map<String, LocalStorage> storage = new LinkedHashMap<>();
    for (Element resource : children(child(current, "LocalResources"))) {
      String name = resource.getAttribute("name");
      Path path = Path.of(resource.getAttribute("path"));
      storage.put(name, new LocalStorage(name, path, number(resource, "sizeInMB")));
    }
    return new Environment(
        deployment.getAttribute("id"),
        Boolean.parseBoolean(deployment.getAttribute("emulated")),
        instance(current.getAttribute("roleName"), current),
        Map.copyOf(settings),
        Map.copyOf(storage),
        roles(child(root, "Roles")));
  }

  private static Map<String, List<Instance>> roles(Element roles) throws IOException {
    Map<String, List<Instance>> found = new LinkedHashMap<>();
    for (Element role : children(roles)) {
      String name = role.getAttribute("name");
      List<Instance> instances = new ArrayList<>();
      for (Element element : children(child(role, "Instances"))) {
        instances.add(instance(name, element));
      }
      found.put(name, List.copyOf(instances));
    }
    return Map.copyOf(found);
  }

  private static Instance instance(String role, Element element) throws IOException {
    List<Endpoint> endpoints = new ArrayList<>();
    for (Element endpoint : children(child(element, "Endpoints"))) {
      endpoints.add(
          new Endpoint(
              endpoint.getAttribute("name"),
              endpoint.getAttribute("protocol"),
              endpoint.getAttribute("address"),
              number(endpoint, "port")));
    }
    return new Instance(
        element.getAttribute("id"),
        role,
        number(element, "faultDomain"),
        number(element, "updateDomain"),
        endpoints);
  }

  private static int number(Element element, String attribute) throws IOException {
    try {
      return Integer.parseInt(element.getAttribute(attribute));
    } catch (NumberFormatException e) {
      throw new IOException(element.getTagName() + "/@" + attribute + " is no number", e);
    }
  }

  private static String text(Element parent, String name) throws IOException {
    return child(parent, name).getTextContent().strip();
  }

  private static Element child(Element parent, String name) throws IOException {
    Optional<Element> found =
        children(parent).stream().filter(child -> child.getTagName().equals(name)).findFirst();
    return found.orElseThrow(
        () -> new IOException("No <" + name + "> in <" + parent.getTagName() + ">"));
  }

  private static List<Element> children(Element parent) {
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < parent.getChildNodes().getLength(); i++) {
      Node node = parent.getChildNodes().item(i);
      if (node instanceof Element element) {
        found.add(element);
      }
    }
    return found;
  }

  private static Element parse(byte[] document) throws IOException {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler()); // fails as any, and does not write to stderr
      return builder.parse(new ByteArrayInputStream(document)).getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("The fabric agent sent a document that cannot be read", e);
    }
  }
}
