// SPDX-License-Identifier: Apache-2.0
/** The REST API and the built web UI. */
@NullMarked
package winnow.server;

import org.jspecify.annotations.NullMarked;
