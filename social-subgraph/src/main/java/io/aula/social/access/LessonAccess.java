package io.aula.social.access;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.UserId;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Who may read and, signed in, write under a lesson:
 *
 * <pre>
 *                                staff, moderators   enrolled   anyone
 *   draft, deleted, not yet out         yes              –         –
 *   out                                 yes             yes        –
 *   out, preview, course open           yes             yes       yes
 *   unknown                              –               –         –
 * </pre>
 *
 * In which order the lessons of a course are to be taken is not asked.
 */
@Component
public class LessonAccess {
    private static final Set<String> TEACHING = Set.of("courses:write", "courses:manage");

    private final Known known;
    private final Clock clock;

    LessonAccess(Known known, Clock clock) {
        this.known = known;
        this.clock = clock;
    }

    /** Whether this lesson is open to the person, or to nobody in particular. */
    public boolean isOpen(LessonId lesson, Optional<Caller> to) {
        return !open(Set.of(lesson), to).isEmpty();
    }

    /** Those of the lessons that are open to the person, or to nobody in particular. */
    public Set<LessonId> open(Collection<LessonId> lessons, Optional<Caller> to) {
        Collection<KnownLesson> found = known.lessons(lessons);
        if (found.isEmpty()) {
            return Set.of();
        }
        Set<CourseId> ids = found.stream().map(KnownLesson::courseId).collect(toSet());
        Map<CourseId, KnownCourse> courses =
                known.courses(ids).stream().collect(toMap(KnownCourse::id, Function.identity()));
        Set<CourseId> enrolled =
                to.map(person -> known.enrolled(person.user(), ids)).orElse(Set.of());
        Instant now = clock.instant();
        return found.stream()
                .filter(lesson -> isStaff(to, Optional.ofNullable(courses.get(lesson.courseId())))
                        || (lesson.isOut(now)
                                && (enrolled.contains(lesson.courseId())
                                        || isPreview(lesson, Optional.ofNullable(courses.get(lesson.courseId()))))))
                .map(KnownLesson::id)
                .collect(toSet());
    }

    /** A program that was given none of a teacher's scopes reads and writes as they do, and removes nothing of others. */
    static boolean keeps(Caller person, KnownCourse course) {
        return isModerator(person)
                || TEACHING.stream().anyMatch(person::hasScope)
                        && course.staff().contains(person.user());
    }

    /** @param byThem whether they are among those who teach it */
    public record Taught(CourseId course, boolean byThem, boolean isPublished) {}

    /** Of which course a lesson is, and whether the person teaches it, drafts too; empty of one that is deleted or unknown. */
    public Optional<Taught> taught(LessonId lesson, Caller person) {
        return known.lessons(Set.of(lesson)).stream()
                .filter(each -> !each.isDeleted())
                .findFirst()
                .map(each -> new Taught(
                        each.courseId(),
                        known.courses(Set.of(each.courseId())).stream()
                                .anyMatch(course -> course.staff().contains(person.user())),
                        each.status() == LessonStatus.PUBLISHED));
    }

    /**
     * Those of the people who are to hear of what happens under the lesson: whoever is in its course and, under a preview, who is in no
     * course yet. Who left it is left alone.
     */
    public Set<UserId> hearing(LessonId lesson, Collection<UserId> people) {
        Optional<KnownLesson> found = known.lessons(Set.of(lesson)).stream()
                .filter(each -> each.isOut(clock.instant()))
                .findFirst();
        if (found.isEmpty()) {
            return Set.of();
        }
        Optional<KnownCourse> course =
                known.courses(Set.of(found.get().courseId())).stream().findFirst();
        Set<UserId> staff = course.map(KnownCourse::staff).orElse(Set.of());
        Map<UserId, Boolean> isInside = known.enrollments(found.get().courseId(), people).stream()
                .collect(toMap(KnownEnrollment::userId, KnownEnrollment::isInside, Boolean::logicalOr));
        boolean isPreview = isPreview(found.get(), course);
        return people.stream()
                .filter(person -> staff.contains(person) || isInside.getOrDefault(person, isPreview))
                .collect(toSet());
    }

    static boolean isStaff(Optional<Caller> person, Optional<KnownCourse> course) {
        return person.isPresent()
                && (isModerator(person.get())
                        || course.map(KnownCourse::staff)
                                .orElse(Set.of())
                                .contains(person.get().user()));
    }

    /** Whoever removes what must not stay has to see it. */
    private static boolean isModerator(Caller person) {
        return person.isStaff() && person.hasScope("community:moderate");
    }

    private static boolean isPreview(KnownLesson lesson, Optional<KnownCourse> course) {
        return lesson.isFreePreview()
                && course.map(KnownCourse::status).filter(CourseStatus::isOpen).isPresent();
    }
}
