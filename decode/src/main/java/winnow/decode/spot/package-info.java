// SPDX-License-Identifier: Apache-2.0
/** Text that Apache Spot's pipelines take in: flow CSV, DNS CSV and Blue Coat access logs. */
@NullMarked
package winnow.decode.spot;

import org.jspecify.annotations.NullMarked;
