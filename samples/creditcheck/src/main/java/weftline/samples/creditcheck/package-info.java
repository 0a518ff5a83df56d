/// A credit check for landlords: a landlord orders a report about a would-be tenant, pays by card,
/// and gets the report. Three roles that share nothing but storage.
///
/// *Web* writes the order to a table and one message to each of two queues. *Payment* charges the
/// card. *Report* writes the report into a private blob and a link to it into the table. Every step
/// may be done twice and does no harm the second time, because a message can come twice.
@NullMarked
package weftline.samples.creditcheck;

import org.jspecify.annotations.NullMarked;
