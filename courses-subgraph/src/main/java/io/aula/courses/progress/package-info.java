/** What was watched: coverage as a union of intervals, resume points, the series of progress, and the events that tell of it. */
@NullMarked
package io.aula.courses.progress;

import org.jspecify.annotations.NullMarked;
