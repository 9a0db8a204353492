package io.aula.social.access;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import java.util.Set;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A course as courses told it last.
 *
 * @param staff who teaches it, its owner included
 * @param v version; of two tellings the higher counts
 */
@Document("access_courses")
record KnownCourse(@Id CourseId id, CourseStatus status, Set<UserId> staff, long v) {}
