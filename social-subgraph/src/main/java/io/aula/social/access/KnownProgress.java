package io.aula.social.access;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * How much of a course somebody has watched, as courses told it last.
 *
 * @param ratio 0 to 1
 * @param v version; of two tellings the higher counts
 */
@Document("access_progress")
record KnownProgress(@Id String id, UserId userId, CourseId courseId, double ratio, long v) {

    static String id(UserId person, CourseId course) {
        return person + ":" + course;
    }
}
