package io.aula.courses.access;

import static java.util.stream.Collectors.toSet;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.Lesson;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.UserId;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/** The one place that decides who may open what. Each answer costs the same few statements however many it is about. */
@Service
public class AccessService {
    private static final String TAKINGS_SCOPE = "enrollments:read";

    private final CatalogService catalog;
    private final Takings takings;
    private final Entitlements entitlements;
    private final Completions completions;
    private final Clock clock;

    AccessService(
            CatalogService catalog, Takings takings, Entitlements entitlements, Completions completions, Clock clock) {
        this.catalog = catalog;
        this.takings = takings;
        this.entitlements = entitlements;
        this.completions = completions;
        this.clock = clock;
    }

    /** What a person is to some courses: which they teach, which they take, and what they have a right to. */
    private record Standing(Set<CourseId> staffed, Map<CourseId, Taken> taken, List<Entitlement> rights) {
        static final Standing NONE = new Standing(Set.of(), Map.of(), List.of());

        Taken in(Course course) {
            return taken.getOrDefault(course.id(), Taken.NOT);
        }

        boolean isEnrolled(Course course) {
            return in(course).isLive();
        }

        List<Entitlement> rightsTo(Course course) {
            return rights.stream().filter(each -> each.covers(course.id())).toList();
        }
    }

    /** Whether the caller may take each course: teach it, or begin and go on with it. */
    public Map<CourseId, Access> courses(Collection<Course> courses, Optional<Caller> caller) {
        Standing standing = standing(courses, caller);
        Map<CourseId, Access> answers = new HashMap<>();
        courses.forEach(course -> answers.put(course.id(), course(course, standing)));
        return answers;
    }

    private Access course(Course course, Standing standing) {
        if (standing.staffed().contains(course.id())) {
            return Access.granted(AccessReason.STAFF);
        }
        Taken taken = standing.in(course);
        if (taken.isSuspended()) {
            return Access.denied(AccessReason.SUSPENDED);
        }
        if (!course.isOpen() && !taken.isLive()) {
            return Access.denied(AccessReason.NOT_PUBLISHED);
        }
        if (course.isFree()) {
            return Access.granted(AccessReason.FREE);
        }
        Instant now = clock.instant();
        Optional<Entitlement> right = Entitlement.decisive(standing.rightsTo(course), now);
        if (right.filter(each -> each.opens(now)).isPresent()) {
            return Access.granted(right.get().source().reason(), right.get().endsAt());
        }
        // What was taken up while it was free is not taken away by a price, nor by a purchase that was undone.
        return taken.isLive() && taken.isByFree()
                ? Access.granted(AccessReason.ENROLLED)
                : right.map(each -> each.refusal(now)).orElseGet(() -> Access.denied(AccessReason.NOT_ENTITLED));
    }

    /** As {@link #courses} for somebody who does not ask: what they are as a learner, whatever they teach. */
    public Map<CourseId, Access> ofLearner(UserId learner, Collection<Course> courses) {
        Standing standing = standing(learner, courses, Set.of());
        Map<CourseId, Access> answers = new HashMap<>();
        courses.forEach(course -> answers.put(course.id(), course(course, standing)));
        return answers;
    }

    /** At most so many to one course. */
    public List<WaitingRight> waiting(CourseId course, int most) {
        return entitlements.waiting(course, null, clock.instant(), most);
    }

    /** At most so many to any course, behind one of them or from the first. */
    public List<WaitingRight> waiting(Optional<WaitingRight> behind, int most) {
        return entitlements.waiting(null, behind.orElse(null), clock.instant(), most);
    }

    /** As {@link #lessons} for one. */
    public Access lesson(Lesson lesson, Optional<Caller> caller) {
        return Objects.requireNonNull(lessons(List.of(lesson), caller).get(lesson.id()));
    }

    /** Previews are for everybody once released; the rest is for those who are enrolled, in the order of the course if it has one. */
    public Map<LessonId, Access> lessons(Collection<Lesson> lessons, Optional<Caller> caller) {
        Map<CourseId, Course> courses =
                catalog.known(lessons.stream().map(Lesson::courseId).collect(toSet()));
        Standing standing = standing(courses.values(), caller);
        Set<LessonId> locked = locked(courses.values(), standing, caller);
        Map<LessonId, Access> answers = new HashMap<>();
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

    private Access lesson(Lesson lesson, Course course, Standing standing, Set<LessonId> locked) {
        Access access = course(course, standing);
        if (access.reason() == AccessReason.STAFF) {
            return access;
        }
        if (!lesson.isPublished()) {
            return Access.denied(AccessReason.NOT_PUBLISHED);
        }
        boolean isPreview = course.isOpen() && lesson.isFreePreview();
        if (!isPreview && !access.allowed()) {
            return access;
        }
        if (lesson.releaseAt() != null && !isReleased(lesson, clock.instant())) {
            return Access.deniedUntil(AccessReason.NOT_RELEASED, lesson.releaseAt());
        }
        if (isPreview) {
            return Access.granted(AccessReason.PREVIEW);
        }
        if (!standing.isEnrolled(course)) {
            return Access.denied(AccessReason.NOT_ENTITLED);
        }
        return locked.contains(lesson.id()) ? Access.denied(AccessReason.LOCKED_BY_ORDER) : access;
    }

    private static boolean isReleased(Lesson lesson, Instant now) {
        return lesson.releaseAt() == null || !lesson.releaseAt().isAfter(now);
    }

    private Standing standing(Collection<Course> courses, Optional<Caller> caller) {
        if (courses.isEmpty() || caller.isEmpty()) {
            return Standing.NONE;
        }
        Set<CourseId> ids = courses.stream().map(Course::id).collect(toSet());
        Set<CourseId> staffed = catalog.staffed(ids, caller);
        // What a person takes is theirs to show to a program.
        return caller.get().hasScope(TAKINGS_SCOPE)
                ? standing(caller.get().user(), courses, staffed)
                : new Standing(staffed, Map.of(), List.of());
    }

    /** Rights are looked up only where something is sold. */
    private Standing standing(UserId user, Collection<Course> courses, Set<CourseId> staffed) {
        Set<CourseId> ids = courses.stream().map(Course::id).collect(toSet());
        Set<CourseId> sold = courses.stream()
                .filter(course -> !course.isFree())
                .map(Course::id)
                .collect(toSet());
        return new Standing(staffed, takings.of(user, ids), sold.isEmpty() ? List.of() : entitlements.of(user, sold));
    }

    /** The lessons that wait for an earlier one. */
    private Set<LessonId> locked(Collection<Course> courses, Standing standing, Optional<Caller> caller) {
        Set<CourseId> inOrder = courses.stream()
                .filter(course -> course.settings().sequential())
                .filter(standing::isEnrolled)
                .map(Course::id)
                .collect(toSet());
        if (inOrder.isEmpty() || caller.isEmpty()) {
            return Set.of();
        }
        Set<LessonId> done = completions.of(caller.get().user(), inOrder);
        Set<LessonId> doable = completions.doable(inOrder);
        Set<LessonId> locked = new HashSet<>();
        Instant now = clock.instant();
        catalog.publishedLessonsOf(inOrder)
                .values()
                .forEach(lessons -> locked.addAll(waiting(lessons, doable, done, now)));
        return locked;
    }

    /**
     * A lesson waits until the one before it is done. What was done stays open and goes on opening what follows it, whatever
     * was put before it since; only a preview, which anybody may do out of turn, opens nothing by itself.
     *
     * @param doable those that hold up others: what cannot be watched or read yet holds up nothing
     */
    private static Set<LessonId> waiting(List<Lesson> inOrder, Set<LessonId> doable, Set<LessonId> done, Instant now) {
        Set<LessonId> waiting = new HashSet<>();
        boolean isOpen = true;
        for (Lesson lesson : inOrder) {
            boolean isDone = done.contains(lesson.id());
            if (!isOpen && !isDone) {
                waiting.add(lesson.id());
            }
            if (isDone) {
                isOpen |= !lesson.isFreePreview();
            } else if (doable.contains(lesson.id()) && isReleased(lesson, now)) {
                isOpen = false;
            }
        }
        return waiting;
    }
}
