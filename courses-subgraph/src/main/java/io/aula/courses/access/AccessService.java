package io.aula.courses.access;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.CourseStatus;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.enrollment.Enrollment;
import io.aula.courses.enrollment.EnrollmentService;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The one place that decides who may open what. */
@Service
public class AccessService {
    private final CatalogService catalog;
    private final EnrollmentService enrollments;
    private final Clock clock;

    AccessService(CatalogService catalog, EnrollmentService enrollments, Clock clock) {
        this.catalog = catalog;
        this.enrollments = enrollments;
        this.clock = clock;
    }

    /** Whether the caller may take the course: teach it, or begin and go on with it. */
    public Access course(Course course, Optional<Caller> caller) {
        if (caller.isPresent() && catalog.isStaff(course.id(), caller.get())) {
            return Access.granted(AccessReason.STAFF);
        }
        Optional<Enrollment> enrollment = caller.map(
                each -> enrollments.ofUser(each.userId(), List.of(course.id())).get(course.id()));
        if (enrollment
                .filter(each -> each.status() == Enrollment.Status.SUSPENDED)
                .isPresent()) {
            return Access.denied(AccessReason.SUSPENDED);
        }
        boolean isEnrolled = enrollment.filter(Enrollment::isLive).isPresent();
        if (!course.isOpen() && !(course.status() == CourseStatus.ARCHIVED && isEnrolled)) {
            return Access.denied(AccessReason.NOT_PUBLISHED);
        }
        if (course.isFree()) {
            return Access.granted(AccessReason.FREE);
        }
        return isEnrolled ? Access.granted(AccessReason.GRANTED) : Access.denied(AccessReason.NOT_ENTITLED);
    }

    /** Previews are for everybody; the rest is for those who are enrolled or teach. */
    public Access lesson(Lesson lesson, Optional<Caller> caller) {
        Map<String, Course> known = catalog.known(List.of(lesson.courseId()));
        Course course = known.get(lesson.courseId());
        if (course == null) {
            return Access.denied(AccessReason.NOT_PUBLISHED);
        }
        Access access = course(course, caller);
        if (access.reason() == AccessReason.STAFF) {
            return access;
        }
        if (course.isOpen() && lesson.isFreePreview()) {
            return Access.granted(AccessReason.PREVIEW);
        }
        if (!access.allowed()) {
            return access;
        }
        if (lesson.releaseAt() != null && lesson.releaseAt().isAfter(clock.instant())) {
            return new Access(false, AccessReason.NOT_RELEASED, lesson.releaseAt());
        }
        boolean isEnrolled = caller.map(each ->
                        enrollments.ofUser(each.userId(), List.of(course.id())).get(course.id()))
                .filter(Enrollment::isLive)
                .isPresent();
        return isEnrolled ? access : Access.denied(AccessReason.NOT_ENTITLED);
    }
}
