/** Writes a revision of the captions beside the video's files, which changes what players see. */
@NullMarked
package io.aula.courses.captions.publishing;

import org.jspecify.annotations.NullMarked;
