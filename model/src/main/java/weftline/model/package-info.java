/// The nouns: immutable records that every program of the fabric shares, the reading and checking
/// of service models, and packages. A fence: uses the JDK and JSpecify only.
///
/// Not in here: decisions (`core`), wire formats other than `.csdef`, `.cscfg` and `.cspkg`
/// (`net`), anything that opens a port, starts a thread or reads the clock.
///
/// The words, one meaning each. *Node*: one machine of the fabric (never host, server, machine).
/// *Instance*: one running copy of a role (never pod, task, replica). *Role*: a kind of instance,
/// as the service definition names it. *Service*: what keeps its name and address while deployments
/// come and go. *Deployment*: one package and configuration of a service, placed on nodes. *Slot*:
/// production or staging; where a deployment stands. *Fault domain*: what fails together. *Update
/// domain*: what is upgraded together. *Goal*: what should be; *generation* orders goals. *Virtual
/// address (VIP)*: where clients reach a slot; *dedicated address (DIP)*: where an instance is.
/// *Fabric*: all nodes under one *fabric controller*; a *fabric agent* runs on each. *Package*: the
/// `.cspkg` file; *image*: the part of it that one role runs.
@NullMarked
package weftline.model;

import org.jspecify.annotations.NullMarked;
