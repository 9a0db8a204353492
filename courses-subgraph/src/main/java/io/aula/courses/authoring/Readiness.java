package io.aula.courses.authoring;

import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.refusal.Refusal;
import io.aula.courses.video.Video;
import io.aula.courses.video.VideoService;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.VideoId;
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
    record Findings(Set<LessonId> ready, List<Refusal> lacks) {}

    Findings of(Course course, List<Lesson> lessons) {
        Map<VideoId, Video> found = videos.byIds(
                lessons.stream().map(Lesson::videoId).filter(Objects::nonNull).toList());
        Set<LessonId> ready = new HashSet<>();
        List<Refusal> lacks = new ArrayList<>();
        for (Lesson lesson : lessons) {
            lack(course, lesson, lesson.videoId() == null ? null : found.get(lesson.videoId()))
                    .ifPresentOrElse(lacks::add, () -> ready.add(lesson.id()));
        }
        return new Findings(ready, lacks);
    }

    private static Optional<Refusal> lack(Course course, Lesson lesson, @Nullable Video video) {
        String title = lesson.titles().orEmpty(course.originalLocale(), course.originalLocale());
        return switch (lesson.kind()) {
            case VIDEO ->
                video != null && video.isPlayable()
                        ? Optional.empty()
                        : Optional.of(against(
                                lesson,
                                "VIDEO_NOT_READY",
                                "La lección «" + title + "» no tiene un vídeo listo.",
                                "The lesson “" + title + "” has no video that is ready."));
            case ARTICLE ->
                lesson.hasArticle()
                        ? Optional.empty()
                        : Optional.of(against(
                                lesson,
                                "ARTICLE_EMPTY",
                                "La lección «" + title + "» está vacía.",
                                "The lesson “" + title + "” is empty."));
        };
    }

    private static Refusal against(Lesson lesson, String rule, String spanish, String english) {
        return new Refusal.AgainstRule(
                rule, spanish, english, List.of("lessons", lesson.id().text()));
    }
}
