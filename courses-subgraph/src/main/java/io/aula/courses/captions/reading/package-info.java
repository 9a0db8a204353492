/** What the graph shows of captions and transcripts. */
@NullMarked
package io.aula.courses.captions.reading;

import org.jspecify.annotations.NullMarked;
