// SPDX-License-Identifier: Apache-2.0
/**
 * The encodings and codecs of Parquet: values and levels to bytes, and back from untrusted bytes.
 */
@NullMarked
package winnow.lake.parquet.encoding;

import org.jspecify.annotations.NullMarked;
