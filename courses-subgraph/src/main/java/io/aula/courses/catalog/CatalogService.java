package io.aula.courses.catalog;

import io.aula.courses.graphql.LocalizedText;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ModuleId;
import io.aula.platform.id.UserId;
import io.aula.platform.id.VideoId;
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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Reads of courses and outlines, with who may see them decided here and nowhere else. */
@Service
public class CatalogService {
    private static final Set<String> STAFF_SCOPES =
            Set.of("courses:write", "courses:manage", "media:read", "media:upload", "analytics:read", "admin");

    private static final Slice SUGGESTED_COURSES = Slice.forward(5, null);
    private static final int MOST_SUGGESTED = 3;

    private final Courses courses;
    private final Outlines outlines;
    private final Facets facets;
    private final Suggestions suggestions;

    CatalogService(Courses courses, Outlines outlines, Facets facets, Suggestions suggestions) {
        this.courses = courses;
        this.outlines = outlines;
        this.facets = facets;
        this.suggestions = suggestions;
    }

    /** The courses of these ids that this caller may see; the others are missing from the answer. */
    public Map<CourseId, Course> visible(Collection<CourseId> ids, Optional<Caller> caller) {
        return visible(courses.byIds(ids), caller).stream().collect(Collectors.toMap(Course::id, course -> course));
    }

    public Optional<Course> course(CourseId id, Optional<Caller> caller) {
        return Optional.ofNullable(visible(List.of(id), caller).get(id));
    }

    Map<String, Course> visibleBySlug(Collection<String> slugs, Optional<Caller> caller) {
        return visible(courses.bySlugs(slugs), caller).stream()
                .collect(Collectors.toMap(course -> course.slug().toLowerCase(), course -> course));
    }

    /** Without regard to who asks: for decisions, not for answers. */
    public Map<CourseId, Course> known(Collection<CourseId> ids) {
        return courses.byIds(ids).stream().collect(Collectors.toMap(Course::id, course -> course));
    }

    /** Keeps what identity says of a course; something older than what is kept changes nothing. */
    public void setFree(CourseId id, boolean isFree, long version) {
        courses.setFree(id, isFree, version);
    }

    CoursePage page(CourseSearch search, CourseSort sort, Slice slice, Optional<Caller> caller) {
        Listing listing = listing(search, caller.map(Caller::user));
        return new CoursePage(
                Connection.of(slice, courses.page(listing, sort, slice), () -> courses.count(listing)),
                () -> facets.of(listing));
    }

    /** The words of what somebody typed into a search, at most eight. */
    public Asked read(String typed) {
        return courses.read(typed);
    }

    /** The best of each kind for what stands in a box by now; of words that nothing has, no topics and nobody. */
    SearchSuggestions suggestions(String typed) {
        CourseSearch search = CourseSearch.forWords(typed);
        Listing listing = listing(search, Optional.empty());
        Optional<Asked> asked = listing.asked().filter(words -> !words.words().isEmpty());
        if (asked.isEmpty()) {
            return SearchSuggestions.NONE;
        }
        boolean isLoose = asked.get().isLoose();
        return new SearchSuggestions(
                courses.page(listing, CourseSort.RELEVANCE, SUGGESTED_COURSES).stream()
                        .limit(SUGGESTED_COURSES.size())
                        .map(Connection.Row::node)
                        .toList(),
                isLoose
                        ? List.of()
                        : suggestions.teachers(asked.get(), MOST_SUGGESTED).stream()
                                .map(User::new)
                                .toList(),
                isLoose ? List.of() : suggestions.topics(asked.get(), MOST_SUGGESTED));
    }

    private Listing listing(CourseSearch search, Optional<UserId> viewer) {
        return new Listing(
                search, Optional.ofNullable(search.query()).map(query -> courses.asked(query, search, viewer)), viewer);
    }

    public Map<CourseId, List<UserId>> instructors(Collection<CourseId> courseIds) {
        return courses.instructors(courseIds);
    }

    /** Teaches the course, or administers the platform. */
    public boolean isStaff(CourseId courseId, Caller caller) {
        return staffed(List.of(courseId), Optional.of(caller)).contains(courseId);
    }

    /** Those of the courses that the caller teaches or administers; a program that was given none of a teacher's scopes is no teacher. */
    public Set<CourseId> staffed(Collection<CourseId> courseIds, Optional<Caller> caller) {
        if (caller.isEmpty() || STAFF_SCOPES.stream().noneMatch(caller.get()::hasScope)) {
            return Set.of();
        }
        return caller.get().hasRole("ADMIN")
                ? new HashSet<>(courseIds)
                : courses.taughtBy(caller.get().user(), courseIds);
    }

    /** What the caller sees of the outlines: those who teach see all of it, others the modules with a published lesson. */
    Map<CourseId, List<Module>> visibleModulesOf(Collection<CourseId> courseIds, Optional<Caller> caller) {
        return outlines.modulesOf(courseIds, staffed(courseIds, caller));
    }

    /** As {@link #visibleModulesOf}, in the order of the courses. */
    public Map<CourseId, List<Lesson>> visibleLessonsOf(Collection<CourseId> courseIds, Optional<Caller> caller) {
        Set<CourseId> staffed = staffed(courseIds, caller);
        return lessonsOf(courseIds, lesson -> lesson.isPublished() || staffed.contains(lesson.courseId()));
    }

    /** What learners see of the outlines, without regard to who asks. */
    public Map<CourseId, List<Lesson>> publishedLessonsOf(Collection<CourseId> courseIds) {
        return lessonsOf(courseIds, Lesson::isPublished);
    }

    /** With the drafts, without regard to who asks: for decisions, not for answers. */
    public Map<CourseId, List<Lesson>> lessonsOf(Collection<CourseId> courseIds) {
        return outlines.lessonsOf(courseIds);
    }

    private Map<CourseId, List<Lesson>> lessonsOf(Collection<CourseId> courseIds, Predicate<Lesson> which) {
        Map<CourseId, List<Lesson>> found = new HashMap<>();
        outlines.lessonsOf(courseIds)
                .forEach((id, all) -> found.put(id, all.stream().filter(which).toList()));
        return found;
    }

    /** Lessons with these ids whose course the caller may see; drafts for those who teach it. */
    public Map<LessonId, Lesson> visibleLessons(Collection<LessonId> ids, Optional<Caller> caller) {
        List<Lesson> found = outlines.lessons(ids);
        Set<CourseId> courses = found.stream().map(Lesson::courseId).collect(Collectors.toSet());
        Set<CourseId> seen = visible(courses, caller).keySet();
        boolean hasDrafts = !found.stream().allMatch(Lesson::isPublished);
        Set<CourseId> staffed = hasDrafts ? staffed(courses, caller) : Set.of();
        return found.stream()
                .filter(lesson -> seen.contains(lesson.courseId()))
                .filter(lesson -> lesson.isPublished() || staffed.contains(lesson.courseId()))
                .collect(Collectors.toMap(Lesson::id, lesson -> lesson));
    }

    /** Modules with these ids that the caller sees in the outlines. */
    public Map<ModuleId, Module> visibleModules(Collection<ModuleId> ids, Optional<Caller> caller) {
        Set<CourseId> courseIds =
                outlines.modules(ids).stream().map(Module::courseId).collect(Collectors.toSet());
        return visibleModulesOf(visible(courseIds, caller).keySet(), caller).values().stream()
                .flatMap(List::stream)
                .filter(module -> ids.contains(module.id()))
                .collect(Collectors.toMap(Module::id, module -> module));
    }

    /**
     * What is written for these lessons, without regard to who asks: as asked for, then in the reader's language, then in any.
     *
     * @param locale BCP 47, or null for the reader's language
     */
    public Map<LessonId, String> articles(Collection<LessonId> ids, @Nullable String locale) {
        return outlines.articles(ids, LocalizedText.preferred(locale, "es"));
    }

    public Map<LessonId, Lesson> knownLessons(Collection<LessonId> ids) {
        return outlines.lessons(ids).stream().collect(Collectors.toMap(Lesson::id, lesson -> lesson));
    }

    /** As {@link #lessonsOfVideos}, with the lessons that will show the videos once they can be played. */
    public Map<VideoId, List<Lesson>> lessonsUsing(Collection<VideoId> videoIds) {
        return outlines.lessonsUsing(videoIds);
    }

    public Map<VideoId, List<Lesson>> lessonsOfVideos(Collection<VideoId> videoIds) {
        return outlines.lessonsOfVideos(videoIds);
    }

    private List<Course> visible(List<Course> found, Optional<Caller> caller) {
        List<CourseId> hidden = found.stream()
                .filter(course -> !course.isOpen() && course.status() != CourseStatus.ARCHIVED)
                .map(Course::id)
                .toList();
        Set<CourseId> known = hidden.isEmpty() ? Set.of() : knownTo(hidden, caller);
        return found.stream()
                .filter(course -> !hidden.contains(course.id()) || known.contains(course.id()))
                .toList();
    }

    /** A course that is no longer published stays there for those who took it up. */
    private Set<CourseId> knownTo(Collection<CourseId> courseIds, Optional<Caller> caller) {
        Set<CourseId> known = new HashSet<>(staffed(courseIds, caller));
        caller.ifPresent(person -> known.addAll(courses.takenBy(person.user(), courseIds)));
        return known;
    }
}
