// SPDX-License-Identifier: Apache-2.0
/**
 * Access logs of proxies and web servers. A line is taken apart either by the names that a header
 * gives its columns, or by a layout, the format string of the program that writes the log; what a
 * name or code stands for is an {@link winnow.decode.proxy.HttpField}, the same for all.
 */
@NullMarked
package winnow.decode.proxy;

import org.jspecify.annotations.NullMarked;
