/**
 * What those whom somebody follows do, and what is new in the courses they are in. It keeps each happening once, with whom or what it
 * is of, and nobody's list: a feed is put together as it is read, and what is closed to its reader by then is not in it.
 */
@NullMarked
package io.aula.social.feed;

import org.jspecify.annotations.NullMarked;
