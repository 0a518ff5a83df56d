/// The second version of the credit check: keeps the tenant's risk band with the order. The column
/// is new; the first version, which runs beside this one during an upgrade, keeps it and shows it.
@NullMarked
package weftline.samples.creditcheck.v2;

import org.jspecify.annotations.NullMarked;
