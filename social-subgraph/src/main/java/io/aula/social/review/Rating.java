package io.aula.social.review;

import io.aula.platform.id.CourseId;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What all that is thought of a course comes to.
 *
 * @param stars how many gave one star, two, and so on
 * @param v counted up at each change; of two tellings the higher counts
 */
@Document("course_ratings")
record Rating(@Id CourseId id, List<Integer> stars, long v) {
    private static final double HUNDREDTHS = 100.0;

    /** Of a course that nobody has reviewed. */
    static Rating none(CourseId course) {
        return new Rating(course, Collections.nCopies(5, 0), 0);
    }

    int count() {
        return stars.stream().mapToInt(Integer::intValue).sum();
    }

    /** To hundredths; null when nobody gave any, which is not no star. */
    @Nullable
    Double average() {
        int count = count();
        if (count == 0) {
            return null;
        }
        long sum = 0;
        for (int at = 0; at < stars.size(); at++) {
            sum += (long) (at + 1) * stars.get(at);
        }
        return Math.round(HUNDREDTHS * sum / count) / HUNDREDTHS;
    }
}
