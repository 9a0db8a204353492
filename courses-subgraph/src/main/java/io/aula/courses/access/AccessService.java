package io.aula.courses.access;

import static java.util.stream.Collectors.toSet;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.enrollment.Enrollment;
import io.aula.courses.enrollment.EnrollmentService;
import io.aula.platform.id.CourseId;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The one place that decides who may open what. Each answer costs the same few statements however many it is about. */
@Service
public class AccessService {
    private final CatalogService catalog;
    private final EnrollmentService enrollments;
    private final Completions completions;
    private final Clock clock;

    AccessService(CatalogService catalog, EnrollmentService enrollments, Completions completions, Clock clock) {
        this.catalog = catalog;
        this.enrollments = enrollments;
        this.completions = completions;
        this.clock = clock;
    }

    /** What the caller is to some courses: who teaches them, and who takes them. */
    private record Standing(Set<String> staffed, Map<CourseId, Enrollment> enrolled) {
        @Nullable
        Enrollment in(Course course) {
            return enrolled.get(new CourseId(course.id()));
        }

        boolean isEnrolled(Course course) {
            Enrollment enrollment = in(course);
            return enrollment != null && enrollment.isLive();
        }
    }

    /** Whether the caller may take each course: teach it, or begin and go on with it. */
    public Map<String, Access> courses(Collection<Course> courses, Optional<Caller> caller) {
        Standing standing = standing(courses, caller);
        Map<String, Access> answers = new HashMap<>();
        courses.forEach(course -> answers.put(course.id(), course(course, standing)));
        return answers;
    }

    private Access course(Course course, Standing standing) {
        if (standing.staffed().contains(course.id())) {
            return Access.granted(AccessReason.STAFF);
        }
        Enrollment enrollment = standing.in(course);
        if (enrollment != null && enrollment.status() == Enrollment.Status.SUSPENDED) {
            return Access.denied(AccessReason.SUSPENDED);
        }
        boolean isEnrolled = standing.isEnrolled(course);
        if (!course.isOpen() && !isEnrolled) {
            return Access.denied(AccessReason.NOT_PUBLISHED);
        }
        if (course.isFree()) {
            return Access.granted(AccessReason.FREE);
        }
        return isEnrolled ? Access.granted(AccessReason.GRANTED) : Access.denied(AccessReason.NOT_ENTITLED);
    }

    /** As {@link #lessons} for one. */
    public Access lesson(Lesson lesson, Optional<Caller> caller) {
        return Objects.requireNonNull(lessons(List.of(lesson), caller).get(lesson.id()));
    }

    /** Previews are for everybody; the rest is for those who are enrolled, in the order of the course if it has one. */
    public Map<String, Access> lessons(Collection<Lesson> lessons, Optional<Caller> caller) {
        Map<String, Course> courses =
                catalog.known(lessons.stream().map(Lesson::courseId).collect(toSet()));
        Standing standing = standing(courses.values(), caller);
        Set<String> locked = locked(courses.values(), standing, caller);
        Map<String, Access> answers = new HashMap<>();
        for (Lesson lesson : lessons) {
            Course course = courses.get(lesson.courseId());
            answers.put(
                    lesson.id(),
                    course == null
                            ? Access.denied(AccessReason.NOT_PUBLISHED)
                            : lesson(lesson, course, standing, locked));
        }
        return answers;
    }

    private Access lesson(Lesson lesson, Course course, Standing standing, Set<String> locked) {
        Access access = course(course, standing);
        if (access.reason() == AccessReason.STAFF) {
            return access;
        }
        if (!lesson.isPublished()) {
            return Access.denied(AccessReason.NOT_PUBLISHED);
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
        if (!standing.isEnrolled(course)) {
            return Access.denied(AccessReason.NOT_ENTITLED);
        }
        return locked.contains(lesson.id()) ? Access.denied(AccessReason.LOCKED_BY_ORDER) : access;
    }

    private Standing standing(Collection<Course> courses, Optional<Caller> caller) {
        Set<String> ids = courses.stream().map(Course::id).collect(toSet());
        if (ids.isEmpty() || caller.isEmpty()) {
            return new Standing(Set.of(), Map.of());
        }
        return new Standing(
                catalog.staffed(ids, caller),
                enrollments.ofUser(
                        caller.get().user(), ids.stream().map(CourseId::new).toList()));
    }

    /** The lessons that wait for an earlier one. */
    private Set<String> locked(Collection<Course> courses, Standing standing, Optional<Caller> caller) {
        Set<String> inOrder = courses.stream()
                .filter(course -> course.settings().sequential())
                .filter(standing::isEnrolled)
                .map(Course::id)
                .collect(toSet());
        if (inOrder.isEmpty() || caller.isEmpty()) {
            return Set.of();
        }
        Set<String> done = completions.of(caller.get().userId(), inOrder);
        Set<String> doable = completions.doable(inOrder);
        Set<String> locked = new HashSet<>();
        catalog.publishedLessonsOf(inOrder).values().forEach(lessons -> locked.addAll(waiting(lessons, doable, done)));
        return locked;
    }

    /**
     * A lesson waits until the one before it is done. What was done stays open and goes on opening what follows it, whatever
     * was put before it since; only a preview, which anybody may do out of turn, opens nothing by itself.
     *
     * @param doable those that hold up others: what cannot be watched or read yet holds up nothing
     */
    private static Set<String> waiting(List<Lesson> inOrder, Set<String> doable, Set<String> done) {
        Set<String> waiting = new HashSet<>();
        boolean isOpen = true;
        for (Lesson lesson : inOrder) {
            boolean isDone = done.contains(lesson.id());
            if (!isOpen && !isDone) {
                waiting.add(lesson.id());
            }
            if (isDone) {
                isOpen |= !lesson.isFreePreview();
            } else if (doable.contains(lesson.id())) {
                isOpen = false;
            }
        }
        return waiting;
    }
}
