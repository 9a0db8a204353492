/** Videos: whose they are, what can be played of them, and their posters. Knows neither how they come nor who may watch. */
@NullMarked
package io.aula.courses.video;

import org.jspecify.annotations.NullMarked;
