/** What the reviews of courses come to, as social tells it. Reviews themselves are social's. */
@NullMarked
package io.aula.courses.rating;

import org.jspecify.annotations.NullMarked;
