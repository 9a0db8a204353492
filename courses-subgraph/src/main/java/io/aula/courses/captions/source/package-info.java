/** Takes in the text tracks that uploaded files carry, as if their owner had uploaded them beside. */
@NullMarked
package io.aula.courses.captions.source;

import org.jspecify.annotations.NullMarked;
