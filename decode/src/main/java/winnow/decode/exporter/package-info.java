// SPDX-License-Identifier: Apache-2.0
/**
 * What all flow export protocols have in common: datagrams, the domains that send them, sequence
 * numbers that tell what was lost, and state that survives a restart.
 */
@NullMarked
package winnow.decode.exporter;

import org.jspecify.annotations.NullMarked;
