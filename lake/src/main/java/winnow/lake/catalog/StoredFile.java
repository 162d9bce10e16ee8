// SPDX-License-Identifier: Apache-2.0
package winnow.lake.catalog;

/**
 * A data file as it was written.
 *
 * @param location its location, as table metadata has it
 * @param sizeBytes its length
 * @param rows rows in it
 * @param sha256 SHA-256 of its bytes, hexadecimal
 */
public record StoredFile(String location, long sizeBytes, long rows, String sha256) {}
