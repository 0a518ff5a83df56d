/// Measures the Fabric Controller from within: the real core, controller and ledger in one program,
/// fabrics as large as a data centre. A package of its own, because the storage bench beside it
/// knows nothing of what is inside Weftline.
@NullMarked
package weftline.bench.fabric;

import org.jspecify.annotations.NullMarked;
