package io.aula.courses.authoring;

import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.video.Video;
import io.aula.courses.video.VideoService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a lesson still lacks before learners may see it. */
@Component
class Readiness {
    private final VideoService videos;

    Readiness(VideoService videos) {
        this.videos = videos;
    }

    /** Which of a course's lessons can be shown, and what the others lack, each lack naming its lesson. */
    record Findings(Set<String> ready, List<AuthoringRefusal> lacks) {}

    Findings of(Course course, List<Lesson> lessons) {
        Map<String, Video> found = videos.byIds(
                lessons.stream().map(Lesson::videoId).filter(Objects::nonNull).toList());
        Set<String> ready = new HashSet<>();
        List<AuthoringRefusal> lacks = new ArrayList<>();
        for (Lesson lesson : lessons) {
            lack(course, lesson, found.get(String.valueOf(lesson.videoId())))
                    .ifPresentOrElse(lacks::add, () -> ready.add(lesson.id()));
        }
        return new Findings(ready, lacks);
    }

    private static Optional<AuthoringRefusal> lack(Course course, Lesson lesson, @Nullable Video video) {
        String title = lesson.titles().orEmpty(course.originalLocale(), course.originalLocale());
        return switch (lesson.kind()) {
            case VIDEO ->
                video != null && video.isPlayable()
                        ? Optional.empty()
                        : Optional.of(new AuthoringRefusal.VideoNotReady(lesson.id(), title));
            case ARTICLE ->
                lesson.article().isEmpty()
                        ? Optional.of(new AuthoringRefusal.ArticleEmpty(lesson.id(), title))
                        : Optional.empty();
        };
    }
}
