/// What a role links against: its settings, endpoints, peers and local storage, and the way to say
/// that it is ready, busy or done. A fence: JDK only, Java 17 bytecode.
///
/// Not in here: storage (use Azure's own SDK), anything about the fabric that a role need not know.
@NullMarked
package weftline.sdk;

import org.jspecify.annotations.NullMarked;
