/** What to see next: precomputed in the background, so that a request reads a few edges and walks nothing. */
@NullMarked
package io.aula.social.recommendation;

import org.jspecify.annotations.NullMarked;
