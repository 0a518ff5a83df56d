/// The Azure Storage front end: authentication, errors and limits that blobs, tables and queues
/// share; the services themselves are in `blob`, `table` and `queue`. A program.
///
/// Where to look, in the order in which a request comes by:
///
/// | | |
/// |---|---|
/// | which account and what in it | [Target], [StorageRequest] |
/// | other origins | [CrossOrigin], [Cors] |
/// | who asks, and what they may | [Authenticator]; [SharedKeyCheck], [SasCheck], [TokenCheck]; the result is an [Access] |
/// | what no credentials may read | [PublicReads], [SiteService] |
/// | what an owner has set | [Settings], [AccessList], [StoredPolicy] |
/// | the operation itself | [StorageService] |
/// | refusals | [StorageError], [StorageException], [Answer] |
///
/// Not in here: how rows are kept (`kv`), HTTP itself (`net`).
@NullMarked
package weftline.storage;

import org.jspecify.annotations.NullMarked;
