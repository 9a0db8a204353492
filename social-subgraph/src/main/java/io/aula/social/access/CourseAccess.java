package io.aula.social.access;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.UserId;
import io.aula.platform.security.Caller;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Who is in a course and who keeps its discussions. A forum is open to the course's staff, to moderators and to the enrolled; of a
 * course that is unknown to nobody.
 */
@Component
public class CourseAccess {
    private static final int MOST_TAUGHT = 500;
    private static final int MOST_LEARNED = 200;

    private final Known known;

    CourseAccess(Known known) {
        this.known = known;
    }

    /** Those of the courses whose forum is open to the person, or to nobody in particular. */
    public Set<CourseId> open(Collection<CourseId> courses, Optional<Caller> to) {
        if (to.isEmpty()) {
            return Set.of();
        }
        Set<CourseId> enrolled = known.enrolled(to.get().user(), courses);
        return known.courses(courses).stream()
                .filter(course -> enrolled.contains(course.id()) || LessonAccess.isStaff(to, Optional.of(course)))
                .map(KnownCourse::id)
                .collect(toSet());
    }

    public boolean isOpen(CourseId course, Optional<Caller> to) {
        return !open(Set.of(course), to).isEmpty();
    }

    /** Those of the courses that the person keeps: as one who teaches it, with a teacher's scope, or as a moderator. */
    public Set<CourseId> kept(Collection<CourseId> courses, Caller by) {
        return known.courses(courses).stream()
                .filter(course -> LessonAccess.keeps(by, course))
                .map(KnownCourse::id)
                .collect(toSet());
    }

    public boolean isKept(CourseId course, Caller by) {
        return !kept(Set.of(course), by).isEmpty();
    }

    /** Who teaches each of the courses, its owner included. */
    public Map<CourseId, Set<UserId>> staff(Collection<CourseId> courses) {
        return known.courses(courses).stream().collect(toMap(KnownCourse::id, KnownCourse::staff));
    }

    /** What the person teaches or owns, drafts and archived courses too; the first 500 of it. */
    public Set<CourseId> taughtBy(UserId person) {
        return known.taughtBy(person, MOST_TAUGHT).stream().map(KnownCourse::id).collect(toSet());
    }

    /** Whether courses told of it. */
    public boolean isKnown(CourseId course) {
        return !known.courses(Set.of(course)).isEmpty();
    }

    /** Whether the person may know that there is such a course: it is open to look at, or they are or were in it, teach or moderate. */
    public boolean isThere(CourseId course, Caller to) {
        return known.courses(Set.of(course)).stream()
                .anyMatch(each -> each.status().isOpen()
                        || LessonAccess.isStaff(Optional.of(to), Optional.of(each))
                        || wasEverIn(course, to.user()));
    }

    public boolean teaches(CourseId course, UserId person) {
        return staff(Set.of(course)).getOrDefault(course, Set.of()).contains(person);
    }

    /** Whether the person is in the course as a learner, or ever was. */
    public boolean wasEverIn(CourseId course, UserId person) {
        return !known.everIn(person, Set.of(course)).isEmpty();
    }

    /** Those of the courses that the person can tell of: was in as a learner, and does not teach. */
    public Set<CourseId> experienced(Collection<CourseId> courses, UserId person) {
        Set<CourseId> everIn = known.everIn(person, courses);
        return known.courses(everIn).stream()
                .filter(course -> !course.staff().contains(person))
                .map(KnownCourse::id)
                .collect(toSet());
    }

    /** Somebody in a course. */
    public record Learner(UserId person, CourseId course) {}

    /** Those who are in the course, of people and courses of which there are a page's. */
    public Set<Learner> inside(Set<Learner> learners) {
        if (learners.isEmpty()) {
            return Set.of();
        }
        Set<UserId> people = learners.stream().map(Learner::person).collect(toSet());
        Set<CourseId> courses = learners.stream().map(Learner::course).collect(toSet());
        return known.enrollments(people, courses).stream()
                .filter(KnownEnrollment::isInside)
                .map(enrollment -> new Learner(enrollment.userId(), enrollment.courseId()))
                .filter(learners::contains)
                .collect(toSet());
    }

    /** What the person is in as a learner: the latest 200. */
    public Set<CourseId> learning(UserId person) {
        return known.learning(person, MOST_LEARNED).stream()
                .map(KnownEnrollment::courseId)
                .collect(toSet());
    }

    /** Those of the courses that stand in the catalog. */
    public Set<CourseId> published(Collection<CourseId> courses) {
        return known.courses(courses).stream()
                .filter(course -> course.status() == CourseStatus.PUBLISHED)
                .map(KnownCourse::id)
                .collect(toSet());
    }

    /** How much each has watched, from 0 to 1; of whom nothing was told there is nothing. */
    public Map<Learner, Double> watched(Set<Learner> learners) {
        List<String> ids = learners.stream()
                .map(learner -> KnownProgress.id(learner.person(), learner.course()))
                .toList();
        return known.progress(ids).stream()
                .collect(toMap(progress -> new Learner(progress.userId(), progress.courseId()), KnownProgress::ratio));
    }

    /** The course of each of the lessons that are known. */
    public Map<LessonId, CourseId> of(Collection<LessonId> lessons) {
        return known.lessons(lessons).stream().collect(toMap(KnownLesson::id, KnownLesson::courseId));
    }

    /** Those of the people who are in the course: enrolled, or teaching it. */
    public Set<UserId> inside(CourseId course, Collection<UserId> people) {
        Set<UserId> inside = known.enrollments(course, people).stream()
                .filter(KnownEnrollment::isInside)
                .map(KnownEnrollment::userId)
                .collect(toSet());
        staff(Set.of(course)).getOrDefault(course, Set.of()).stream()
                .filter(people::contains)
                .forEach(inside::add);
        return inside;
    }

    /**
     * Some of the people who are enrolled in a course.
     *
     * @param next where to go on
     */
    public record Learners(Set<UserId> people, Optional<String> next) {}

    /** @param after empty, or {@code next} of those before */
    public Learners learners(CourseId course, String after, int most) {
        List<KnownEnrollment> found = known.inside(course, after, most);
        return new Learners(
                found.stream().map(KnownEnrollment::userId).collect(toSet()),
                found.size() < most
                        ? Optional.empty()
                        : Optional.of(found.getLast().id()));
    }
}
