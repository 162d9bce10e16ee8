// SPDX-License-Identifier: Apache-2.0
/** The HTTP server: who may talk to it, the built pages, and the routes of the API. */
@NullMarked
package winnow.server;

import org.jspecify.annotations.NullMarked;
