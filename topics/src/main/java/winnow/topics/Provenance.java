// SPDX-License-Identifier: Apache-2.0
package winnow.topics;

/**
 * Where a model comes from; enough to train it again and compare digests.
 *
 * @param settings what training was told
 * @param corpusDigest {@link Corpus#digest} of what it was trained on
 * @param codeVersion the version of this program
 */
public record Provenance(TrainerSettings settings, String corpusDigest, String codeVersion) {}
