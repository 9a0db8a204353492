/** Videos: uploads over tus, jobs for the transcoder and their fence, processing told live, and grants to play. */
@NullMarked
package io.aula.courses.media;

import org.jspecify.annotations.NullMarked;
