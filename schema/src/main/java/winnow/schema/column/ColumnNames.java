// SPDX-License-Identifier: Apache-2.0
package winnow.schema.column;

import org.jspecify.annotations.Nullable;

/**
 * What the field calls a column elsewhere; null where a vocabulary has no name for it.
 *
 * @param ipfix IPFIX information element, with its number
 * @param zeek field of the Zeek log
 * @param ecs Elastic Common Schema field
 * @param ocsf Open Cybersecurity Schema Framework attribute
 * @param odm Apache Spot Open Data Model attribute
 * @param spot column of Apache Spot's raw table
 */
public record ColumnNames(
    @Nullable String ipfix,
    @Nullable String zeek,
    @Nullable String ecs,
    @Nullable String ocsf,
    @Nullable String odm,
    @Nullable String spot) {}
