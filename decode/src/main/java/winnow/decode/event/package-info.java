// SPDX-License-Identifier: Apache-2.0
/**
 * Events that gateways and firewalls send as keys and values: CEF, LEEF and FortiGate's own. What a
 * key means is an {@link winnow.decode.event.EventKey}; an event with a URL is a request, one with
 * two addresses a flow.
 */
@NullMarked
package winnow.decode.event;

import org.jspecify.annotations.NullMarked;
