// SPDX-License-Identifier: Apache-2.0
package winnow.schema;

/**
 * Where rows came from; the same for all rows of one input.
 *
 * @param source configured name of the source, or the name of the file
 * @param ingestTimeMicros when it was ingested, microseconds since the epoch
 */
public record Origin(String source, long ingestTimeMicros) {}
