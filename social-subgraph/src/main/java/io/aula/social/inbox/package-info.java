/**
 * What waits for an answer of those who teach: questions of the forum and comments under lessons to which nobody of the course's
 * staff has replied, over all of their courses. It keeps which these are and what was marked as done, and no text: that is read
 * where it stands, by the doors of that place.
 */
@NullMarked
package io.aula.social.inbox;

import org.jspecify.annotations.NullMarked;
