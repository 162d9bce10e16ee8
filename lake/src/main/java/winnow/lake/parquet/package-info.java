// SPDX-License-Identifier: Apache-2.0
/**
 * The one writer and the one reader of Parquet files of telemetry, column batch by column batch.
 */
@NullMarked
package winnow.lake.parquet;

import org.jspecify.annotations.NullMarked;
