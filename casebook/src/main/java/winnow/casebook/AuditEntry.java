// SPDX-License-Identifier: Apache-2.0
package winnow.casebook;

import java.time.Instant;

/**
 * One thing that somebody did. Entries are only ever added.
 *
 * @param at when
 * @param author who
 * @param action what: {@code add suppression}, {@code remove suppression}, {@code set verdict} or
 *     {@code withdraw verdict}
 * @param subject to what
 * @param detail with which words
 */
public record AuditEntry(Instant at, String author, String action, String subject, String detail) {}
