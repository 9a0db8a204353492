package io.aula.courses.catalog;

import io.aula.platform.page.Connection;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Reads of courses and outlines, with who may see them decided here and nowhere else. */
@Service
public class CatalogService {
    private final Courses courses;
    private final Outlines outlines;

    CatalogService(Courses courses, Outlines outlines) {
        this.courses = courses;
        this.outlines = outlines;
    }

    /** The courses of these ids that this caller may see; the others are missing from the answer. */
    public Map<String, Course> visible(Collection<String> ids, Optional<Caller> caller) {
        return visible(courses.byIds(ids), caller).stream().collect(Collectors.toMap(Course::id, course -> course));
    }

    public Optional<Course> course(String id, Optional<Caller> caller) {
        return Optional.ofNullable(visible(List.of(id), caller).get(id));
    }

    Map<String, Course> visibleBySlug(Collection<String> slugs, Optional<Caller> caller) {
        return visible(courses.bySlugs(slugs), caller).stream()
                .collect(Collectors.toMap(course -> course.slug().toLowerCase(), course -> course));
    }

    /** Without regard to who asks: for decisions, not for answers. */
    public Map<String, Course> known(Collection<String> ids) {
        return courses.byIds(ids).stream().collect(Collectors.toMap(Course::id, course -> course));
    }

    public Connection<Course> page(CourseSearch search, CourseSort sort, Slice slice, Optional<Caller> caller) {
        Optional<String> viewer = caller.map(Caller::userId);
        return Connection.of(slice, courses.page(search, viewer, sort, slice), () -> courses.count(search, viewer));
    }

    public Map<String, List<String>> instructors(Collection<String> courseIds) {
        return courses.instructors(courseIds);
    }

    /** Teaches the course, or administers the platform. */
    public boolean isStaff(String courseId, Caller caller) {
        return staffed(List.of(courseId), Optional.of(caller)).contains(courseId);
    }

    /** Those of the courses that the caller teaches or administers. */
    public Set<String> staffed(Collection<String> courseIds, Optional<Caller> caller) {
        if (caller.isEmpty()) {
            return Set.of();
        }
        return caller.get().hasRole("ADMIN")
                ? new HashSet<>(courseIds)
                : courses.taughtBy(caller.get().userId(), courseIds);
    }

    /** What the caller sees of the outlines: those who teach see all of it, others the modules with a published lesson. */
    Map<String, List<Module>> visibleModulesOf(Collection<String> courseIds, Optional<Caller> caller) {
        return outlines.modulesOf(courseIds, staffed(courseIds, caller));
    }

    /** As {@link #visibleModulesOf}, in the order of the courses. */
    public Map<String, List<Lesson>> visibleLessonsOf(Collection<String> courseIds, Optional<Caller> caller) {
        Set<String> staffed = staffed(courseIds, caller);
        return lessonsOf(courseIds, lesson -> lesson.isPublished() || staffed.contains(lesson.courseId()));
    }

    /** What learners see of the outlines, without regard to who asks. */
    public Map<String, List<Lesson>> publishedLessonsOf(Collection<String> courseIds) {
        return lessonsOf(courseIds, Lesson::isPublished);
    }

    /** With the drafts, without regard to who asks: for decisions, not for answers. */
    public Map<String, List<Lesson>> lessonsOf(Collection<String> courseIds) {
        return outlines.lessonsOf(courseIds);
    }

    private Map<String, List<Lesson>> lessonsOf(Collection<String> courseIds, Predicate<Lesson> which) {
        Map<String, List<Lesson>> found = new HashMap<>();
        outlines.lessonsOf(courseIds)
                .forEach((id, all) -> found.put(id, all.stream().filter(which).toList()));
        return found;
    }

    /** Lessons with these ids whose course the caller may see; drafts for those who teach it. */
    public Map<String, Lesson> visibleLessons(Collection<String> ids, Optional<Caller> caller) {
        List<Lesson> found = outlines.lessons(ids);
        Set<String> courses = found.stream().map(Lesson::courseId).collect(Collectors.toSet());
        Set<String> seen = visible(courses, caller).keySet();
        boolean hasDrafts = !found.stream().allMatch(Lesson::isPublished);
        Set<String> staffed = hasDrafts ? staffed(courses, caller) : Set.of();
        return found.stream()
                .filter(lesson -> seen.contains(lesson.courseId()))
                .filter(lesson -> lesson.isPublished() || staffed.contains(lesson.courseId()))
                .collect(Collectors.toMap(Lesson::id, lesson -> lesson));
    }

    /** Modules with these ids that the caller sees in the outlines. */
    public Map<String, Module> visibleModules(Collection<String> ids, Optional<Caller> caller) {
        Set<String> courseIds =
                outlines.modules(ids).stream().map(Module::courseId).collect(Collectors.toSet());
        return visibleModulesOf(visible(courseIds, caller).keySet(), caller).values().stream()
                .flatMap(List::stream)
                .filter(module -> ids.contains(module.id()))
                .collect(Collectors.toMap(Module::id, module -> module));
    }

    public Map<String, Lesson> knownLessons(Collection<String> ids) {
        return outlines.lessons(ids).stream().collect(Collectors.toMap(Lesson::id, lesson -> lesson));
    }

    /** As {@link #lessonsOfVideos}, with the lessons that will show the videos once they can be played. */
    public Map<String, List<Lesson>> lessonsUsing(Collection<String> videoIds) {
        return outlines.lessonsUsing(videoIds);
    }

    public Map<String, List<Lesson>> lessonsOfVideos(Collection<String> videoIds) {
        return outlines.lessonsOfVideos(videoIds);
    }

    private List<Course> visible(List<Course> found, Optional<Caller> caller) {
        List<String> hidden = found.stream()
                .filter(course -> !course.isOpen() && course.status() != CourseStatus.ARCHIVED)
                .map(Course::id)
                .toList();
        Set<String> known = hidden.isEmpty() ? Set.of() : knownTo(hidden, caller);
        return found.stream()
                .filter(course -> !hidden.contains(course.id()) || known.contains(course.id()))
                .toList();
    }

    /** A course that is no longer published stays there for those who took it up. */
    private Set<String> knownTo(Collection<String> courseIds, Optional<Caller> caller) {
        Set<String> known = new HashSet<>(staffed(courseIds, caller));
        caller.ifPresent(person -> known.addAll(courses.takenBy(person.userId(), courseIds)));
        return known;
    }
}
