package io.aula.courses.captions;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.CourseSettings;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.job.SoundWishes;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.VideoId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What the courses that show a video say of its words and its sound. */
@Component
public class Surroundings implements SoundWishes {
    private static final int MOST_WORDS = 100;
    private static final int LONGEST_WORD = 80;

    private final CatalogService catalog;

    Surroundings(CatalogService catalog) {
        this.catalog = catalog;
    }

    /** Of the courses' settings; those of a new course for a video that no lesson shows. */
    public List<String> captionLocales(VideoId videoId) {
        Map<CourseId, Course> courses = courses(lessons(videoId));
        return courses.isEmpty()
                ? CourseSettings.DEFAULT.captionLocales()
                : courses.values().stream()
                        .flatMap(course -> course.settings().captionLocales().stream())
                        .distinct()
                        .toList();
    }

    @Override
    public boolean wantsLoudness(VideoId videoId) {
        return courses(lessons(videoId)).values().stream()
                .anyMatch(course -> course.settings().loudness());
    }

    /** The videos that a course shows, or will. */
    public List<VideoId> videos(CourseId courseId) {
        return catalog.lessonsOf(List.of(courseId)).getOrDefault(courseId, List.of()).stream()
                .map(Lesson::videoId)
                .filter(Objects::nonNull)
                .toList();
    }

    public List<String> glossary(VideoId videoId) {
        return courses(lessons(videoId)).values().stream()
                .flatMap(course -> course.settings().glossary().stream())
                .distinct()
                .toList();
    }

    /** What a recogniser would not guess comes first: the teachers' own words, then names of lessons and courses. */
    public List<String> words(VideoId videoId) {
        List<Lesson> lessons = lessons(videoId);
        Map<CourseId, Course> courses = courses(lessons);
        return Stream.of(
                        courses.values().stream().flatMap(course -> course.settings().glossary().stream()),
                        lessons.stream().map(lesson -> title(lesson, courses)),
                        courses.values().stream()
                                .map(course ->
                                        course.titles().orEmpty(course.originalLocale(), course.originalLocale())),
                        catalog.lessonsOf(courses.keySet()).values().stream()
                                .flatMap(List::stream)
                                .map(lesson -> title(lesson, courses)))
                .flatMap(each -> each)
                .map(Surroundings::shortened)
                .filter(word -> !word.isBlank())
                .distinct()
                .limit(MOST_WORDS)
                .toList();
    }

    private List<Lesson> lessons(VideoId videoId) {
        return catalog.lessonsUsing(List.of(videoId)).getOrDefault(videoId, List.of());
    }

    private Map<CourseId, Course> courses(List<Lesson> lessons) {
        return catalog.known(lessons.stream().map(Lesson::courseId).collect(Collectors.toSet()));
    }

    private static String title(Lesson lesson, Map<CourseId, Course> courses) {
        Course course = courses.get(lesson.courseId());
        return course == null ? "" : lesson.titles().orEmpty(course.originalLocale(), course.originalLocale());
    }

    private static String shortened(String text) {
        int end = Math.min(text.length(), LONGEST_WORD);
        return text.substring(0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
                .strip();
    }
}
