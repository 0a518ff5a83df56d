/// The hands of the fabric: one agent on each node makes its node goal true through an instance
/// driver, presents the role runtime endpoint to each instance, and reports. A program.
///
/// | | |
/// |---|---|
/// | the node's goal, and what is seen of it | [Agent], [RunningAgent], [KeptGoal] |
/// | the way to the controller | [ControllerLink], [HttpControllerLink]; for a whole fault domain [RackLink], [Gatherer]; what they decide: [Spokesman], [Gathering] |
/// | one instance | [Supervisor], [InstanceDriver]; in memory [MemoryDriver] |
/// | one instance as processes | [ProcessDriver], [ProcessRun], [RolePlay], [InstanceProcesses], [Launcher] |
/// | packages and folders | [ImageStore], [InstanceFolder], [StorageQuota] |
/// | the role runtime protocol | [RuntimeEndpoint], [RoleEnvironmentDocument], [StatusLeases], [MetricsFile] |
/// | what roles write | [LineCapture], [InstanceLog], [LogOutbox] |
/// | the machine itself | [Machine], [MachineTest], [OperatingSystem], [CommandedSystem], [Orphans] |
///
/// Not in here: where an instance should run (`core`), what the role itself does (`sdk`).
@NullMarked
package weftline.agent;

import org.jspecify.annotations.NullMarked;
