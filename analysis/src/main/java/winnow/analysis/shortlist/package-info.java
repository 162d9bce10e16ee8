// SPDX-License-Identifier: Apache-2.0
/**
 * Scored rows to what people read: files in the form of Apache Spot, findings with their reasons.
 */
@NullMarked
package winnow.analysis.shortlist;

import org.jspecify.annotations.NullMarked;
