package weftline.storage;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Every refusal that a client can meet: the code that libraries act on, the HTTP status and a
/// sentence for people. The code on the wire is the constant's name in camel case, unless given.
public enum StorageError {
  APPEND_POSITION_CONDITION_NOT_MET(412, "The append position condition specified was not met."),
  ATOM_FORMAT_NOT_SUPPORTED(415, "Atom format is not supported."),
  AUTHENTICATION_FAILED(
      403,
      "Server failed to authenticate the request. Make sure the value of Authorization header is"
          + " formed correctly including the signature."),
  AUTHORIZATION_PERMISSION_MISMATCH(
      403, "This request is not authorized to perform this operation using this permission."),
  AUTHORIZATION_PROTOCOL_MISMATCH(
      403, "This request is not authorized to perform this operation using this protocol."),
  AUTHORIZATION_RESOURCE_TYPE_MISMATCH(
      403, "This request is not authorized to perform this operation using this resource type."),
  AUTHORIZATION_SERVICE_MISMATCH(
      403, "This request is not authorized to perform this operation using this service."),
  AUTHORIZATION_SOURCE_IP_MISMATCH(
      "AuthorizationSourceIPMismatch",
      403,
      "This request is not authorized to perform this operation using this source IP address."),
  BLOB_ALREADY_EXISTS(409, "The specified blob already exists."),
  BLOB_ARCHIVED(409, "This operation is not permitted on an archived blob."),
  BLOB_BEING_REHYDRATED(
      409, "This operation is not permitted because the blob is being rehydrated."),
  BLOB_CUSTOMER_SPECIFIED_ENCRYPTION_MISMATCH(
      409,
      "The given customer specified encryption does not match the encryption used to encrypt the"
          + " blob."),
  BLOB_DOES_NOT_USE_CUSTOMER_SPECIFIED_ENCRYPTION(
      409,
      "The blob is not encrypted with customer specified encryption, but it was provided in the"
          + " request."),
  BLOB_IMMUTABLE_DUE_TO_LEGAL_HOLD(
      409,
      "This operation is not permitted as the blob is immutable due to one or more legal holds."),
  BLOB_IMMUTABLE_DUE_TO_POLICY(
      409, "This operation is not permitted as the blob is immutable due to a policy."),
  BLOB_IS_SEALED(409, "The specified blob is sealed and takes no more blocks."),
  BLOB_NOT_FOUND(404, "The specified blob does not exist."),
  BLOB_SNAPSHOT_NOT_SOFT_DELETED(
      409, "The specified blob snapshot is not soft-deleted, so it cannot be deleted for good."),
  BLOB_TIER_INADEQUATE_FOR_CONTENT_LENGTH(
      409, "The specified blob tier size limit cannot be less than content length."),
  BLOB_USES_CUSTOMER_SPECIFIED_ENCRYPTION(
      409,
      "The blob is encrypted with customer specified encryption, but it was not provided in the"
          + " request."),
  BLOCK_COUNT_EXCEEDS_LIMIT(
      409, "The uncommitted block count cannot exceed the maximum limit of 100,000 blocks."),
  BLOCK_LIST_TOO_LONG(400, "The block list may not contain more than 50,000 blocks."),
  CANNOT_CHANGE_TO_LOWER_TIER(409, "A higher blob tier has already been explicitly set."),
  CANNOT_VERIFY_COPY_SOURCE(500, "The source of the copy cannot be read."),
  CANNOT_VERIFY_COPY_SOURCE_AS_CONFLICT(
      "CannotVerifyCopySource", 409, "The source of the copy refuses to be read as it is."),
  CANNOT_VERIFY_COPY_SOURCE_AS_FORBIDDEN(
      "CannotVerifyCopySource", 403, "The source of the copy may not be read."),
  CANNOT_VERIFY_COPY_SOURCE_AS_MISSING(
      "CannotVerifyCopySource", 404, "The source of the copy does not exist."),
  CANNOT_VERIFY_COPY_SOURCE_AS_UNKNOWN(
      "CannotVerifyCopySource", 401, "The source of the copy wants to know who reads it."),
  COMMANDS_IN_BATCH_ACT_ON_DIFFERENT_PARTITIONS(
      400, "All commands in a batch must operate on same entity group."),
  CONDITION_NOT_MET(412, "The condition specified using HTTP conditional header(s) is not met."),
  CONTAINER_ALREADY_EXISTS(409, "The specified container already exists."),
  CONTAINER_NOT_FOUND(404, "The specified container does not exist."),
  CORS_PREFLIGHT_FAILURE(403, "CORS not enabled or no matching rule found for this request."),
  COPY_ID_MISMATCH(409, "The specified copy id did not match the id of the pending copy."),
  CRC64_MISMATCH(
      "Crc64Mismatch",
      400,
      "The CRC64 value specified in the request did not match the value calculated by the server."),
  DUPLICATE_PROPERTIES_SPECIFIED(400, "A property is specified more than one time."),
  EMPTY_METADATA_KEY(400, "The key for one of the metadata key-value pairs is empty."),
  ENTITY_ALREADY_EXISTS(409, "The specified entity already exists."),
  ENTITY_TOO_LARGE(400, "The entity is larger than the maximum size permitted."),
  EXCEEDS_MAX_BATCH_REQUEST_COUNT(400, "The batch holds more requests than are allowed in one."),
  HOST_INFORMATION_NOT_PRESENT(400, "The required host information is not present in the request."),
  INSUFFICIENT_ACCOUNT_PERMISSIONS(
      403, "The account being accessed does not have sufficient permissions to execute this."),
  INSUFFICIENT_STORAGE(
      507, "The disk of the server is full: nothing can be written until there is room again."),
  INCREMENTAL_COPY_BLOB_MISMATCH(
      409, "The specified source blob is different than the copy source of the existing blob."),
  INCREMENTAL_COPY_SOURCE_MUST_BE_SNAPSHOT(
      409, "The source for incremental copy request must be a snapshot."),
  INTERNAL_ERROR(500, "Server encountered an internal error. Please try again after some time."),
  INVALID_AUTHENTICATION_INFO(
      400, "Authentication information is not given in the correct format."),
  INVALID_BLOB_OR_BLOCK(400, "The specified blob or block content is invalid."),
  INVALID_BLOB_TIER(400, "The specified blob tier is invalid."),
  INVALID_BLOB_TYPE(409, "The blob type is invalid for this operation."),
  INVALID_BLOCK_ID(400, "The specified block ID is invalid. The block ID must be Base64-encoded."),
  INVALID_BLOCK_LIST(400, "The specified block list is invalid."),
  INVALID_DUPLICATE_ROW(
      400,
      "A command with RowKey is already present in the batch. An entity can appear only once."),
  INVALID_HEADER_VALUE(400, "The value for one of the HTTP headers is not in the correct format."),
  INVALID_INPUT(400, "One of the request inputs is not valid."),
  INVALID_MARKER(400, "The specified marker is invalid."),
  INVALID_MD5("InvalidMd5", 400, "The MD5 value specified in the request is invalid."),
  INVALID_METADATA(400, "The metadata specified is invalid. It has characters not permitted."),
  INVALID_PAGE_RANGE(416, "The page range specified is invalid."),
  INVALID_QUERY_PARAMETER_VALUE(
      400, "Value for one of the query parameters specified in the request URI is invalid."),
  INVALID_RANGE(416, "The range specified is invalid for the current size of the resource."),
  INVALID_RESOURCE_NAME(
      400, "The specified resource name contains invalid characters or has a wrong length."),
  INVALID_TOKEN(
      "InvalidAuthenticationInfo",
      401,
      "Server failed to authenticate the request. Please refer to the information in the"
          + " www-authenticate header."),
  INVALID_SOURCE_BLOB_TYPE(409, "The copy source blob type is invalid for this operation."),
  INVALID_SOURCE_BLOB_URL(
      409, "The source URL for incremental copy request must be valid azure storage blob URL."),
  INVALID_URI(400, "The requested URI does not represent any resource on the server."),
  INVALID_XML_DOCUMENT(400, "XML specified is not syntactically valid."),
  INVALID_XML_NODE_VALUE(400, "The value for one of the XML nodes is not in the correct format."),
  JSON_FORMAT_NOT_SUPPORTED(415, "The requested JSON format is not supported."),
  KEY_VALUE_TOO_LARGE(400, "The length of the partition key or row key is more than the limit."),
  LEASE_ALREADY_PRESENT(409, "There is already a lease present."),
  LEASE_ID_MISMATCH_WITH_BLOB_OPERATION(
      412, "The lease ID specified did not match the lease ID for the blob."),
  LEASE_ID_MISMATCH_WITH_CONTAINER_OPERATION(
      412, "The lease ID specified did not match the lease ID for the container."),
  LEASE_ID_MISMATCH_WITH_LEASE_OPERATION(
      409, "The lease ID specified did not match the lease ID for the resource."),
  LEASE_ID_MISSING(
      412, "There is currently a lease on the resource and no lease ID was specified."),
  LEASE_IS_BREAKING_AND_CANNOT_BE_ACQUIRED(
      409,
      "The lease ID matched, but the lease is currently in breaking state and cannot be acquired"
          + " until it is broken."),
  LEASE_IS_BREAKING_AND_CANNOT_BE_CHANGED(
      409,
      "The lease ID matched, but the lease is currently in breaking state and cannot be changed."),
  LEASE_IS_BROKEN_AND_CANNOT_BE_RENEWED(
      409, "The lease ID matched, but the lease has been broken explicitly and cannot be renewed."),
  LEASE_LOST(412, "A lease ID was specified, but the lease for the resource has expired."),
  LEASE_NOT_PRESENT_WITH_BLOB_OPERATION(412, "There is currently no lease on the blob."),
  LEASE_NOT_PRESENT_WITH_CONTAINER_OPERATION(412, "There is currently no lease on the container."),
  LEASE_NOT_PRESENT_WITH_LEASE_OPERATION(409, "There is currently no lease on the resource."),
  MAX_BLOB_SIZE_CONDITION_NOT_MET(412, "The max blob size condition specified was not met."),
  MD5_MISMATCH(
      "Md5Mismatch",
      400,
      "The MD5 value specified in the request did not match with the MD5 value calculated by the"
          + " server."),
  MESSAGE_NOT_FOUND(404, "The specified message does not exist."),
  MESSAGE_TOO_LARGE(400, "The message exceeds the maximum allowed size."),
  METADATA_TOO_LARGE(400, "The size of the specified metadata exceeds the maximum size permitted."),
  METHOD_NOT_ALLOWED(405, "The resource doesn't support specified Http Verb."),
  MISSING_CONTENT_LENGTH_HEADER(411, "The Content-Length header was not specified."),
  MISSING_REQUIRED_HEADER(400, "An HTTP header that's mandatory for this request is missing."),
  MISSING_REQUIRED_QUERY_PARAMETER(
      400, "A query parameter that's mandatory for this request is missing."),
  MISSING_REQUIRED_XML_NODE(400, "An XML node that's mandatory for this request is missing."),
  NO_AUTHENTICATION_INFORMATION(
      401,
      "Server failed to authenticate the request. Please refer to the information in the"
          + " www-authenticate header."),
  NO_PENDING_COPY_OPERATION(409, "There is currently no pending copy operation."),
  NOT_IMPLEMENTED(501, "The requested operation is not implemented by this server."),
  NOT_MODIFIED("ConditionNotMet", 304, "The resource has not been modified."),
  OPERATION_NOT_ALLOWED_ON_ROOT_BLOB(403, "The specified operation is not allowed on root blob."),
  OPERATION_NOT_ALLOWED_ON_INCREMENTAL_COPY_BLOB(
      409, "The specified operation is not allowed on an incremental copy blob."),
  OPERATION_TIMED_OUT(500, "The operation could not be completed within the permitted time."),
  OUT_OF_RANGE_INPUT(400, "One of the request inputs is out of range."),
  OUT_OF_RANGE_QUERY_PARAMETER_VALUE(
      400,
      "One of the query parameters specified in the request URI is outside the permissible"
          + " range."),
  PENDING_COPY_OPERATION(409, "There is currently a pending copy operation."),
  POP_RECEIPT_MISMATCH(
      400, "The specified pop receipt did not match the pop receipt for a dequeued message."),
  PREVIOUS_SNAPSHOT_CANNOT_BE_NEWER(
      400, "The prevsnapshot parameter cannot be newer than the snapshot parameter."),
  PREVIOUS_SNAPSHOT_NOT_FOUND(409, "The previous snapshot is not found."),
  PROPERTIES_NEED_VALUE(400, "The values are not specified for all properties in the entity."),
  PROPERTY_NAME_INVALID(400, "The property name is invalid."),
  PROPERTY_NAME_TOO_LONG(400, "The property name exceeds the maximum allowed length."),
  PROPERTY_VALUE_TOO_LARGE(400, "The property value exceeds the maximum allowed size."),
  QUEUE_ALREADY_EXISTS(409, "The specified queue already exists."),
  QUEUE_NOT_FOUND(404, "The specified queue does not exist."),
  REQUEST_BODY_TOO_LARGE(
      413, "The request body is too large and exceeds the maximum permissible limit."),
  RESOURCE_NOT_FOUND(404, "The specified resource does not exist."),
  SEQUENCE_NUMBER_CONDITION_NOT_MET(412, "The sequence number condition specified was not met."),
  SEQUENCE_NUMBER_INCREMENT_TOO_LARGE(
      409, "The sequence number increment cannot be performed because it would overflow."),
  SERVER_BUSY(503, "The server is busy; try again after some time."),
  SNAPSHOTS_PRESENT(409, "This operation is not permitted while the blob has snapshots."),
  SOURCE_CONDITION_NOT_MET(
      412, "The source condition specified using HTTP conditional header(s) is not met."),
  TABLE_ALREADY_EXISTS(409, "The table specified already exists."),
  TABLE_NOT_FOUND(404, "The table specified does not exist."),
  TOO_MANY_PROPERTIES(400, "The entity contains more properties than allowed."),
  UNAUTHORIZED_BLOB_OVERWRITE(403, "This request is not authorized to perform blob overwrites."),
  UNSUPPORTED_HEADER(400, "One of the HTTP headers specified in the request is not supported."),
  UNSUPPORTED_HTTP_VERB(405, "The resource doesn't support the specified HTTP verb."),
  UNSUPPORTED_QUERY_PARAMETER(
      400, "One of the query parameters specified in the request URI is not supported."),
  UNSUPPORTED_XML_NODE(400, "One of the XML nodes specified in the request body is not supported."),
  UPDATE_CONDITION_NOT_SATISFIED(
      412, "The update condition specified in the request was not satisfied."),
  WEB_CONTENT_NOT_FOUND(404, "The requested content does not exist.");

  private final String code;
  private final int status;
  private final String message;

  StorageError(String code, int status, String message) {
    this.code = code;
    this.status = status;
    this.message = message;
  }

  StorageError(int status, String message) {
    this.code = camelCase(name());
    this.status = status;
    this.message = message;
  }

  public String code() {
    return code;
  }

  public int status() {
    return status;
  }

  public String message() {
    return message;
  }

  private static String camelCase(String name) {
    return Arrays.stream(name.split("_", -1))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
