// SPDX-License-Identifier: Apache-2.0
/** The command that says what is wrong, and what to do. */
@NullMarked
package winnow.app.doctor;

import org.jspecify.annotations.NullMarked;
