package io.aula.social.comment;

import static java.util.stream.Collectors.toSet;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
import io.aula.platform.security.Caller;
import io.aula.social.access.CourseAccess;
import io.aula.social.access.LessonAccess;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** To whom the places where comments hang are open, and who keeps them. */
@Component
class Doors {
    private final LessonAccess lessons;
    private final CourseAccess courses;
    private final Threads threads;

    Doors(LessonAccess lessons, CourseAccess courses, Threads threads) {
        this.lessons = lessons;
        this.courses = courses;
        this.threads = threads;
    }

    /** Those of the places that are open to the person, or to nobody in particular. */
    Set<Home> open(Collection<Home> homes, Optional<Caller> to) {
        Set<LessonId> openLessons = lessons.open(lessonsOf(homes), to);
        Map<ThreadId, ThreadOfPosts> found = found(homes);
        Set<CourseId> openCourses = found.isEmpty() ? Set.of() : courses.open(coursesOf(found), to);
        return homes.stream()
                .filter(home -> switch (home) {
                    case Home.UnderLesson(LessonId id) -> openLessons.contains(id);
                    case Home.InThread(ThreadId id) ->
                        found.containsKey(id)
                                && openCourses.contains(found.get(id).courseId());
                })
                .collect(toSet());
    }

    boolean isOpen(Home home, Optional<Caller> to) {
        return !open(List.of(home), to).isEmpty();
    }

    /** Those of the places that the person keeps: as one who teaches the course, or as a moderator. */
    Set<Home> kept(Collection<Home> homes, Caller by) {
        Map<Home, CourseId> of = courses(homes);
        Set<CourseId> kept = courses.kept(Set.copyOf(of.values()), by);
        return homes.stream().filter(home -> kept.contains(of.get(home))).collect(toSet());
    }

    boolean isKept(Home home, Caller by) {
        return !kept(List.of(home), by).isEmpty();
    }

    /** Who teaches the course of each of the places. */
    Map<Home, Set<UserId>> staff(Collection<Home> homes) {
        Map<Home, CourseId> of = courses(homes);
        Map<CourseId, Set<UserId>> staff = courses.staff(Set.copyOf(of.values()));
        Map<Home, Set<UserId>> result = new HashMap<>();
        of.forEach((home, course) -> result.put(home, staff.getOrDefault(course, Set.of())));
        return result;
    }

    /** Whether only who keeps it writes there now. */
    boolean isLocked(Home home) {
        return found(List.of(home)).values().stream().anyMatch(ThreadOfPosts::isLocked);
    }

    Map<ThreadId, ThreadOfPosts> found(Collection<Home> homes) {
        Set<ThreadId> ids = new HashSet<>();
        for (Home home : homes) {
            if (home instanceof Home.InThread(ThreadId id)) {
                ids.add(id);
            }
        }
        return ids.isEmpty() ? Map.of() : threads.find(ids);
    }

    private Map<Home, CourseId> courses(Collection<Home> homes) {
        Set<LessonId> ids = lessonsOf(homes);
        Map<Home, CourseId> result = new HashMap<>();
        if (!ids.isEmpty()) {
            courses.of(ids).forEach((id, course) -> result.put(new Home.UnderLesson(id), course));
        }
        found(homes).forEach((id, thread) -> result.put(new Home.InThread(id), thread.courseId()));
        return result;
    }

    private static Set<LessonId> lessonsOf(Collection<Home> homes) {
        Set<LessonId> ids = new HashSet<>();
        for (Home home : homes) {
            if (home instanceof Home.UnderLesson(LessonId id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static Set<CourseId> coursesOf(Map<ThreadId, ThreadOfPosts> found) {
        return found.values().stream().map(ThreadOfPosts::courseId).collect(toSet());
    }
}
