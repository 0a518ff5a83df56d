package weftline.model;

import java.util.Optional;

/// Reads a service definition (`.csdef`) and a service configuration (`.cscfg`), alone and against
/// each other, and says everything that is wrong at once.
public final class ServiceModelReader {
  private ServiceModelReader() {}

  public static ServiceModelReading read(SourceText definition, SourceText configuration) {
    Findings findings = new Findings();
    Optional<XmlElement> definitionTree = definitionTree(definition, findings);
    Optional<XmlElement> configurationTree = configurationTree(configuration, findings);
    boolean bothTrees = definitionTree.isPresent() && configurationTree.isPresent();
    var builtDefinition =
        definitionTree
            .filter(tree -> !findings.hasErrorsIn(definition.file()))
            .map(DefinitionBuilder::build);
    var builtConfiguration =
        configurationTree
            .filter(tree -> !findings.hasErrorsIn(configuration.file()))
            .map(ConfigurationBuilder::build);
    if (bothTrees) {
      new PairRules(definitionTree.get(), configurationTree.get(), findings).check();
    }
    return new ServiceModelReading(builtDefinition, builtConfiguration, findings.sorted());
  }

  /// Reads a definition alone, as when a package is made.
  public static ServiceModelReading readDefinition(SourceText definition) {
    Findings findings = new Findings();
    Optional<XmlElement> tree = definitionTree(definition, findings);
    return new ServiceModelReading(
        tree.filter(each -> !findings.hasErrors()).map(DefinitionBuilder::build),
        Optional.empty(),
        findings.sorted());
  }

  /// Nothing if the text is not a definition at all.
  private static Optional<XmlElement> definitionTree(SourceText source, Findings findings) {
    Optional<XmlElement> tree =
        XmlTreeReader.read(source, Schemas.DEFINITION_NAMESPACE, findings)
            .filter(each -> Schemas.DEFINITION.check(each, findings));
    tree.ifPresent(each -> {
      new DefinitionRules(each, findings).check();
      new NotCarriedOut(findings).check(each);
    });
    return tree;
  }

  private static Optional<XmlElement> configurationTree(SourceText source, Findings findings) {
    Optional<XmlElement> tree =
        XmlTreeReader.read(source, Schemas.CONFIGURATION_NAMESPACE, findings)
            .filter(each -> Schemas.CONFIGURATION.check(each, findings));
    tree.ifPresent(each -> {
      ConfigurationRules.check(each, findings);
      new NotCarriedOut(findings).check(each);
    });
    return tree;
  }
}
