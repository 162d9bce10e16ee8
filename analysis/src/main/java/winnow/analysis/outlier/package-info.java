// SPDX-License-Identifier: Apache-2.0
/**
 * Classic unsupervised outlier detectors over tables of numbers: what a detector of this project is
 * measured against. Pure; a row's score does not hang on the order of the rows or on the threads.
 */
@NullMarked
package winnow.analysis.outlier;

import org.jspecify.annotations.NullMarked;
