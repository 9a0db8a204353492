/** What was said, found by its words: passages of the videos of open courses, as far as whoever asks may read them. Keeps nothing itself. */
@NullMarked
package io.aula.courses.search;

import org.jspecify.annotations.NullMarked;
