package io.aula.courses.rating;

import io.aula.platform.id.CourseId;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a course's reviews come to.
 *
 * @param average 1 to 5, to hundredths; null when there is none
 * @param version of two tellings the higher counts
 */
record RatingTold(CourseId course, @Nullable BigDecimal average, int count, long version) {}
