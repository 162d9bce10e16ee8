// SPDX-License-Identifier: Apache-2.0
package winnow.synth.scenario;

/**
 * The internal host an attack runs on.
 *
 * @param role its role
 * @param index which of the hosts of that role, from 0; taken modulo their number
 */
public record Victim(Role role, int index) {}
