/** Fingerprints of texts and bytes. */
@NullMarked
package io.aula.platform.hash;

import org.jspecify.annotations.NullMarked;
