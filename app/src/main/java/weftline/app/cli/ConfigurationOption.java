package weftline.app.cli;

import picocli.CommandLine.Option;

/// Which configuration of a service is meant.
final class ConfigurationOption {
  @Option(
      names = {"-c", "--configuration"},
      paramLabel = "WHICH",
      description =
          "A .cscfg file, or the word Cloud for ServiceConfiguration.Cloud.cscfg. Default:"
              + " ServiceConfiguration.cscfg, else the Local one.")
  private String configuration = "";

  String wanted() {
    return configuration;
  }
}
