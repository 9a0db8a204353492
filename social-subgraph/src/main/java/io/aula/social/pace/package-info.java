/**
 * Whether somebody may write something now: how fast they write is counted over all that they write, whatever it is. It knows nothing
 * of what is written.
 */
@NullMarked
package io.aula.social.pace;

import org.jspecify.annotations.NullMarked;
