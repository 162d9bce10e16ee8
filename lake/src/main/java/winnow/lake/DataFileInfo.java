// SPDX-License-Identifier: Apache-2.0
package winnow.lake;

/**
 * A data file of the lake.
 *
 * @param path where it is, relative to the lake's folder
 * @param sizeBytes its length
 * @param rows rows in it
 * @param sha256 SHA-256 of its bytes, hexadecimal
 */
public record DataFileInfo(String path, long sizeBytes, long rows, String sha256) {}
