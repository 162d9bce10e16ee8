// SPDX-License-Identifier: Apache-2.0
package winnow.analysis.score;

/**
 * How often a part of a word was seen: exact counts of the analysed rows.
 *
 * @param feature the part
 * @param value its value, as Spot writes it in a word
 * @param documentRows rows of the document that have this value
 * @param allRows rows of all documents that have it
 */
public record Fact(Feature feature, String value, long documentRows, long allRows) {}
