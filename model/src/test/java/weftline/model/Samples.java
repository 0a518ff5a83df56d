package weftline.model;

/// Small service models for tests.
final class Samples {
  static final String DEFINITION =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <ServiceDefinition name="shop" upgradeDomainCount="3"
          xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition">
        <LoadBalancerProbes>
          <LoadBalancerProbe name="health" protocol="http" path="/health" intervalInSeconds="5" />
        </LoadBalancerProbes>
        <WebRole name="web" vmsize="ExtraSmall">
          <Runtime>
            <EntryPoint>
              <ProgramEntryPoint commandLine="java Web.java" setReadyOnProcessStart="false" />
            </EntryPoint>
            <Environment>
              <Variable name="PORT">
                <RoleInstanceValue
                    xpath="/RoleEnvironment/CurrentInstance/Endpoints/Endpoint[@name='http']/@port" />
              </Variable>
              <Variable name="COLOUR" value="blue" />
            </Environment>
          </Runtime>
          <Endpoints>
            <InputEndpoint name="http" protocol="http" port="80" loadBalancerProbe="health" />
            <InternalEndpoint name="peers" protocol="tcp">
              <FixedPortRange min="9000" max="9009" />
            </InternalEndpoint>
          </Endpoints>
          <ConfigurationSettings>
            <Setting name="Price" />
          </ConfigurationSettings>
        </WebRole>
        <WorkerRole name="worker">
          <LocalResources>
            <LocalStorage name="scratch" sizeInMB="10" cleanOnRoleRecycle="false" />
          </LocalResources>
          <Startup>
            <Task commandLine="prepare.sh" executionContext="elevated" taskType="background" />
          </Startup>
          <Runtime>
            <EntryPoint>
              <ProgramEntryPoint commandLine="java Worker.java" setReadyOnProcessStart="true" />
            </EntryPoint>
          </Runtime>
          <Contents>
            <Content destination="lib"><SourceDirectory path="shared\\lib" /></Content>
          </Contents>
        </WorkerRole>
      </ServiceDefinition>
      """;

  static final String CONFIGURATION =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <ServiceConfiguration serviceName="shop" osFamily="4" osVersion="*"
          xmlns="http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration">
        <Role name="web">
          <Instances count="2" />
          <ConfigurationSettings>
            <Setting name="Price" value="12" />
          </ConfigurationSettings>
        </Role>
        <Role name="worker">
          <Instances count="3" />
        </Role>
      </ServiceConfiguration>
      """;

  private Samples() {}

  static ServiceModelReading read(String definition, String configuration) {
    return ServiceModelReader.read(
        new SourceText("shop.csdef", definition), new SourceText("shop.cscfg", configuration));
  }

  static ServiceDefinition definition() {
    return read(DEFINITION, CONFIGURATION).definition().orElseThrow();
  }
}
