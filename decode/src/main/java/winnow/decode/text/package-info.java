// SPDX-License-Identifier: Apache-2.0
/** What all text formats share: lines, fields, numbers and times, read from bytes. */
@NullMarked
package winnow.decode.text;

import org.jspecify.annotations.NullMarked;
