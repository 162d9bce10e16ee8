// SPDX-License-Identifier: Apache-2.0
package winnow.lake.parquet;

import org.apache.parquet.format.SchemaElement;
import org.jspecify.annotations.Nullable;

/**
 * A column of a file that holds values.
 *
 * @param index its position among the columns of a row group
 * @param name name of the top-level field it belongs to
 * @param fieldId id of that field; null when the file has none
 * @param element its own schema element
 * @param depth 1 when it is the top-level field itself
 * @param maxDefinition definition level of a value that is there
 * @param maxRepetition 0 for one value a row, 1 for lists
 * @param elementDefinition least definition level at which a list has an element
 */
record Leaf(
    int index,
    String name,
    @Nullable Integer fieldId,
    SchemaElement element,
    int depth,
    int maxDefinition,
    int maxRepetition,
    int elementDefinition) {}
