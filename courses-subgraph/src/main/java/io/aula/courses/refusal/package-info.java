/** What every feature says when it does not do what was asked. Knows neither features nor the graph. */
@NullMarked
package io.aula.courses.refusal;

import org.jspecify.annotations.NullMarked;
