/// Measures storage servers from outside, over their wire protocol. Knows nothing of what is inside
/// Weftline: it starts its program as a user would.
@NullMarked
package weftline.bench;

import org.jspecify.annotations.NullMarked;
