/**
 * Pictures that people send, and posters made from frames: what is kept of them, who makes them, what shows them. Neither knows
 * of courses nor of videos more than their ids; features that show a picture ask {@link io.aula.courses.image.ImageService}.
 */
@NullMarked
package io.aula.courses.image;

import org.jspecify.annotations.NullMarked;
