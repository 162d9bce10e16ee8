// SPDX-License-Identifier: Apache-2.0
/** Text that Apache Spot's pipelines take in: flow CSV and DNS CSV. */
@NullMarked
package winnow.decode.spot;

import org.jspecify.annotations.NullMarked;
