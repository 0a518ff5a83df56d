package weftline.model;

/// The two formats of a service model as tables; an indented line continues the one before.
final class Schemas {
  static final String DEFINITION_NAMESPACE =
      "http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceDefinition";
  static final String CONFIGURATION_NAMESPACE =
      "http://schemas.microsoft.com/ServiceHosting/2008/10/ServiceConfiguration";

  static final Schema DEFINITION =
      Schema.parse(
          """
          ServiceDefinition name! schemaVersion upgradeDomainCount:1..20
              topologyChangeDiscovery:UpgradeDomainWalk|Blast > LoadBalancerProbes? WebRole
              WorkerRole VirtualMachineRole NetworkTrafficRules?
          LoadBalancerProbes > LoadBalancerProbe
          LoadBalancerProbe name! protocol!:http|tcp path port:1..65535
              intervalInSeconds:5..86400 timeoutInSeconds:11..86400
          WebRole name! vmsize enableNativeCodeExecution:true|false|1|0 > Imports? Startup?
              LocalStorage LocalResources? ConfigurationSettings? InputEndpoints?
              InternalEndpoint Endpoints? Certificates? Sites? Runtime? Contents?
          WorkerRole name! vmsize enableNativeCodeExecution:true|false|1|0 > Imports? Startup?
              LocalStorage LocalResources? ConfigurationSettings? Endpoints? Certificates?
              Runtime? Contents?
          VirtualMachineRole name! vmsize > Imports? ConfigurationSettings? Endpoints?
              Certificates? LocalResources?
          Imports > Import
          Import moduleName!
          Startup priority:-2147483648..2147483647 > Task
          Task commandLine! executionContext:limited|elevated
              taskType:simple|foreground|background > Environment?
          Environment > Variable
          Variable name! value > RoleInstanceValue?
          RoleInstanceValue xpath!
          LocalResources > LocalStorage
          LocalStorage name! sizeInMB:1..2147483647 cleanOnRoleRecycle:true|false|1|0
          ConfigurationSettings > Setting
          Setting name!
          InputEndpoints > InputEndpoint
          Endpoints > InputEndpoint InternalEndpoint InstanceInputEndpoint
          InputEndpoint name! protocol!:http|https|tcp|udp port!:1..65535 certificate
              localPort:*|1..65535 ignoreRoleInstanceStatus:true|false|1|0 loadBalancerProbe
              loadBalancer idleTimeoutInMinutes:4..30
          InternalEndpoint name! protocol:http|tcp|udp|any port:*|1..65535 > FixedPort
              FixedPortRange
          FixedPort port!:1..65535
          FixedPortRange min!:1..65535 max!:1..65535
          InstanceInputEndpoint name! protocol!:tcp|udp localPort:*|1..65535
              idleTimeoutInMinutes:4..30 > AllocatePublicPortFrom?
          AllocatePublicPortFrom > FixedPortRange?
          Certificates > Certificate
          Certificate name! storeLocation:CurrentUser|LocalMachine storeName
              permissionLevel:limitedOrElevated|elevated
          Sites > Site
          Site name! physicalDirectory packageDir > VirtualApplication VirtualDirectory
              Bindings?
          Bindings > Binding
          Binding name! endpointName! hostHeader
          VirtualApplication name! physicalDirectory packageDir > VirtualApplication
              VirtualDirectory
          VirtualDirectory name! physicalDirectory packageDir > VirtualApplication
              VirtualDirectory
          Runtime executionContext:limited|elevated > Environment? EntryPoint?
          EntryPoint > NetFxEntryPoint? ProgramEntryPoint?
          NetFxEntryPoint assemblyName targetFrameworkVersion
          ProgramEntryPoint commandLine! setReadyOnProcessStart:true|false|1|0
          Contents > Content
          Content destination! > SourceDirectory?
          SourceDirectory path!
          NetworkTrafficRules > OnlyAllowTrafficTo
          OnlyAllowTrafficTo > AllowAllTraffic? WhenSource Destinations
          Destinations > RoleEndpoint
          RoleEndpoint endpointName! roleName!
          AllowAllTraffic
          WhenSource matches:AnyRule > FromRole
          FromRole roleName!
          """);

  static final Schema CONFIGURATION =
      Schema.parse(
          """
          ServiceConfiguration serviceName! osFamily:1..99 osVersion schemaVersion > Role
              NetworkConfiguration? GuestAgentSettings?
          Role name! vmName > OsImage? Instances? ConfigurationSettings? Certificates?
          OsImage href
          Instances count!:0..100000
          ConfigurationSettings > Setting
          Setting name! value
          Certificates > Certificate
          Certificate name! thumbprint thumbprintAlgorithm:sha1
          GuestAgentSettings cleanupFirewallOnRoleRestart:true|false|1|0
              allowRoleProcessLocalDumps:true|false|1|0
          NetworkConfiguration > Dns? VirtualNetworkSite? AddressAssignments? AccessControls?
              EndpointAcls? LoadBalancers?
          Dns > DnsServers?
          DnsServers > DnsServer
          DnsServer name! IPAddress
          VirtualNetworkSite name!
          AddressAssignments > InstanceAddress ReservedIPs?
          InstanceAddress roleName > Subnets? PublicIPs?
          Subnets > Subnet
          Subnet name!
          PublicIPs > PublicIP
          PublicIP name! idleTimeoutInMinutes:4..30 domainNameLabel
          ReservedIPs > ReservedIP
          ReservedIP name!
          AccessControls > AccessControl
          AccessControl name! > Rule
          Rule order:0..65535 action:permit|deny remoteSubnet description
          EndpointAcls > EndpointAcl
          EndpointAcl role! endPoint! accessControl!
          LoadBalancers > LoadBalancer
          LoadBalancer name! > FrontendIPConfiguration?
          FrontendIPConfiguration type:private subnet staticVirtualNetworkIPAddress
          """);

  private Schemas() {}
}
