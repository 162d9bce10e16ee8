// SPDX-License-Identifier: Apache-2.0
package winnow.schema.inspection;

import org.jspecify.annotations.Nullable;

/**
 * The certificate that a server showed (RFC 5280). It is signed by itself when subject and issuer
 * are the same.
 *
 * @param subject distinguished name of its subject
 * @param issuer distinguished name of its issuer
 * @param notBeforeMicros start of its validity, microseconds since the epoch
 * @param notAfterMicros end of its validity, microseconds since the epoch
 * @param fingerprint SHA-256 of it, else SHA-1, lower-case hexadecimal
 * @param validation what the sensor's check of the chain said, such as `ok`
 */
public record Certificate(
    @Nullable String subject,
    @Nullable String issuer,
    @Nullable Long notBeforeMicros,
    @Nullable Long notAfterMicros,
    @Nullable String fingerprint,
    @Nullable String validation) {
  /** Nothing known. */
  public static final Certificate UNKNOWN = new Certificate(null, null, null, null, null, null);

  /** The same with what {@code other} knows besides. */
  public Certificate and(Certificate other) {
    return new Certificate(
        subject == null ? other.subject : subject,
        issuer == null ? other.issuer : issuer,
        notBeforeMicros == null ? other.notBeforeMicros : notBeforeMicros,
        notAfterMicros == null ? other.notAfterMicros : notAfterMicros,
        fingerprint == null ? other.fingerprint : fingerprint,
        validation == null ? other.validation : validation);
  }
}
