// SPDX-License-Identifier: Apache-2.0
package winnow.decode.netflow;

import org.jspecify.annotations.Nullable;

/**
 * A field of a template.
 *
 * @param element what it is, null when it is not read
 * @param length its length in bytes, or {@link Template#VARIABLE}
 */
record TemplateField(@Nullable Element element, int length) {}
