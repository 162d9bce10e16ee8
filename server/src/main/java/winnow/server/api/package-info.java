// SPDX-License-Identifier: Apache-2.0
/** What the API answers; knows the lake and the context, and nothing about HTTP. */
@NullMarked
package winnow.server.api;

import org.jspecify.annotations.NullMarked;
