// SPDX-License-Identifier: Apache-2.0
/** The command that brings files into the lake, and what it says. */
@NullMarked
package winnow.app.ingest;

import org.jspecify.annotations.NullMarked;
