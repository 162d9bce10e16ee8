// SPDX-License-Identifier: Apache-2.0
package winnow.context;

import org.jspecify.annotations.Nullable;

/**
 * Where an address is, and whose it is. Null is what the source does not say.
 *
 * @param country ISO 3166-1 alpha-2 code
 * @param city name of the city
 * @param latitude degrees north
 * @param longitude degrees east
 * @param autonomousSystem AS number
 * @param organization holder of the autonomous system
 */
public record Place(
    @Nullable String country,
    @Nullable String city,
    @Nullable Double latitude,
    @Nullable Double longitude,
    @Nullable Long autonomousSystem,
    @Nullable String organization) {}
