// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects the fields of an {@link HttpRecord} one by one, in the flat form of its table; see
 * {@link FlowBuilder}.
 */
public final class HttpBuilder implements RecordBuilder<HttpRecord> {
  public Observer observer;
  public long eventTimeMicros;
  public @Nullable Long durationMicros;
  public @Nullable IpAddress clientAddress;
  public int clientPort;
  public @Nullable IpAddress realClient;
  public @Nullable IpAddress serverAddress;
  public int serverPort;
  public @Nullable IpAddress proxy;
  public @Nullable String method;
  public @Nullable String scheme;
  public @Nullable String host;
  public @Nullable Integer port;
  public @Nullable String path;
  public @Nullable String query;
  public @Nullable String extension;
  public @Nullable String version;
  public @Nullable String requestMimeType;
  public @Nullable String userAgent;
  public @Nullable String referrer;
  public @Nullable String user;
  public @Nullable String group;
  public @Nullable Long requestOctets;
  public @Nullable Long requestBodyOctets;
  public @Nullable Integer status;
  public @Nullable String mimeType;
  public @Nullable String fileName;
  public @Nullable Long responseOctets;
  public @Nullable Long responseBodyOctets;
  public @Nullable String action;
  public @Nullable String filterResult;
  public @Nullable String exception;
  public @Nullable String categories;
  public @Nullable String virus;
  public @Nullable String application;
  public @Nullable String operation;
  public @Nullable String uid;

  /** The verdict of the record before: it repeats. */
  private HttpRecord.Verdict lastVerdict = HttpRecord.Verdict.NONE;

  /** A builder with nothing set. */
  public HttpBuilder() {
    observer = Observer.UNKNOWN;
  }

  @Override
  public void observer(Observer seenBy) {
    observer = seenBy;
  }

  @Override
  public Observer observer() {
    return observer;
  }

  /** Forgets everything but the observer. */
  @Override
  public void reset() {
    eventTimeMicros = 0;
    durationMicros = null;
    clientAddress = null;
    clientPort = 0;
    realClient = null;
    serverAddress = null;
    serverPort = 0;
    proxy = null;
    method = null;
    scheme = null;
    host = null;
    port = null;
    path = null;
    query = null;
    extension = null;
    version = null;
    requestMimeType = null;
    userAgent = null;
    referrer = null;
    user = null;
    group = null;
    requestOctets = null;
    requestBodyOctets = null;
    status = null;
    mimeType = null;
    fileName = null;
    responseOctets = null;
    responseBodyOctets = null;
    action = null;
    filterResult = null;
    exception = null;
    categories = null;
    virus = null;
    application = null;
    operation = null;
    uid = null;
  }

  /**
   * The record.
   *
   * @throws NullPointerException when the client was not set: a decoder rejects such input itself
   */
  @Override
  public HttpRecord build() {
    return new HttpRecord(
        observer,
        eventTimeMicros,
        durationMicros,
        new Endpoint(Objects.requireNonNull(clientAddress, "client address"), clientPort),
        realClient,
        serverAddress == null ? null : new Endpoint(serverAddress, serverPort),
        proxy,
        request(),
        response(),
        verdict(),
        uid);
  }

  private HttpRecord.Request request() {
    return new HttpRecord.Request(
        method,
        scheme,
        host,
        port,
        path,
        query,
        extension,
        version,
        requestMimeType,
        userAgent,
        referrer,
        user,
        group,
        requestOctets,
        requestBodyOctets);
  }

  private HttpRecord.@Nullable Response response() {
    if (status == null
        && mimeType == null
        && fileName == null
        && responseOctets == null
        && responseBodyOctets == null) {
      return null;
    }
    return new HttpRecord.Response(status, mimeType, fileName, responseOctets, responseBodyOctets);
  }

  private HttpRecord.Verdict verdict() {
    HttpRecord.Verdict last = lastVerdict;
    if (!Objects.equals(action, last.action())
        || !Objects.equals(filterResult, last.filterResult())
        || !Objects.equals(exception, last.exception())
        || !Objects.equals(categories, last.categories())
        || !Objects.equals(virus, last.virus())
        || !Objects.equals(application, last.application())
        || !Objects.equals(operation, last.operation())) {
      lastVerdict =
          new HttpRecord.Verdict(
              action, filterResult, exception, categories, virus, application, operation);
    }
    return lastVerdict;
  }
}
