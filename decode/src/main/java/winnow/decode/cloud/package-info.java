// SPDX-License-Identifier: Apache-2.0
/** Flow logs of the virtual networks of AWS, Azure and Google Cloud. */
@NullMarked
package winnow.decode.cloud;

import org.jspecify.annotations.NullMarked;
