package io.aula.courses.authoring;

import static io.aula.courses.db.Tables.LESSON;
import static io.aula.courses.db.Tables.MODULE;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.catalog.Module;
import io.aula.courses.graphql.LocalizedText;
import io.aula.courses.graphql.Refusal;
import io.aula.courses.graphql.UserError;
import io.aula.courses.idempotency.Once;
import io.aula.courses.video.Video;
import io.aula.courses.video.VideoService;
import io.aula.platform.id.Ids;
import io.aula.platform.security.Caller;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes, changes, orders and deletes modules and lessons. */
@Service
public class OutlineAuthoring {
    private static final int TRIES = 5;

    private final Drafts drafts;
    private final CatalogService catalog;
    private final CourseAuthoring courses;
    private final VideoService videos;
    private final Once once;
    private final TransactionTemplate transaction;

    OutlineAuthoring(
            Drafts drafts,
            CatalogService catalog,
            CourseAuthoring courses,
            VideoService videos,
            Once once,
            TransactionTemplate transaction) {
        this.drafts = drafts;
        this.catalog = catalog;
        this.courses = courses;
        this.videos = videos;
        this.once = once;
        this.transaction = transaction;
    }

    public String createModule(
            Caller caller, String courseId, String title, @Nullable String afterId, boolean atEnd, String key) {
        CourseAuthoring.requireTitle(title);
        return placed(() -> {
            Course course = courses.staffed(caller, courseId);
            return once.run(caller.userId(), key, List.of("module", courseId, title), () -> {
                String id = Ids.next("mod");
                drafts.addModule(
                        id,
                        courseId,
                        LocalizedText.of(course.originalLocale(), title),
                        rank(drafts.modulePlaces(courseId), id, afterId, atEnd));
                return id;
            });
        });
    }

    public String createLesson(Caller caller, NewLesson lesson, String key) {
        CourseAuthoring.requireTitle(lesson.title());
        return placed(() -> {
            Module module = module(caller, lesson.moduleId());
            Course course = courses.staffed(caller, module.courseId());
            return once.run(caller.userId(), key, lesson, () -> {
                String id = Ids.next("les");
                drafts.addLesson(
                        id,
                        course.id(),
                        module.id(),
                        lesson.kind(),
                        LocalizedText.of(course.originalLocale(), lesson.title()),
                        lesson.isFreePreview(),
                        rank(drafts.lessonPlaces(module.id()), id, lesson.afterId(), lesson.atEnd()));
                return id;
            });
        });
    }

    /** What a lesson begins with; without {@code afterId} it stands first, or last when nothing was said of its place. */
    public record NewLesson(
            String moduleId,
            String title,
            String kind,
            boolean isFreePreview,
            @Nullable String afterId,
            boolean atEnd) {}

    public String updateModule(Caller caller, String id, List<Map<String, String>> titles) {
        return within(() -> {
            Module module = module(caller, id);
            courses.staffed(caller, module.courseId());
            LocalizedText changed = module.titles().with(titles);
            CourseAuthoring.requireTitle(changed.in(null, ""));
            drafts.changeModule(id, Map.of(MODULE.TITLE, changed.toJson()));
            return id;
        });
    }

    public String updateLesson(Caller caller, Map<String, Object> input) {
        return within(() -> {
            Lesson lesson = lesson(caller, (String) Objects.requireNonNull(input.get("id")));
            courses.staffed(caller, lesson.courseId());
            CourseInput given = new CourseInput(input);
            Map<Field<?>, Object> changes = new LinkedHashMap<>();
            given.texts("title").ifPresent(texts -> {
                LocalizedText titles = lesson.titles().with(texts);
                CourseAuthoring.requireTitle(titles.in(null, ""));
                changes.put(LESSON.TITLE, titles.toJson());
            });
            given.html("articleHtml")
                    .ifPresent(texts -> changes.put(
                            LESSON.ARTICLE, lesson.article().with(texts).toJson()));
            if (input.get("isFreePreview") instanceof Boolean isPreview) {
                changes.put(LESSON.IS_FREE_PREVIEW, isPreview);
            }
            if (input.get("releaseAt") instanceof Instant at) {
                changes.put(LESSON.RELEASE_AT, at);
            }
            given.text("videoId").ifPresent(videoId -> attach(caller, videoId, changes));
            drafts.changeLesson(lesson.id(), changes);
            return lesson.id();
        });
    }

    public String move(Caller caller, String itemId, @Nullable String toModuleId, @Nullable String afterId) {
        return placed(() -> {
            if (Ids.is("mod", itemId)) {
                Module module = module(caller, itemId);
                courses.staffed(caller, module.courseId());
                String rank = rank(drafts.modulePlaces(module.courseId()), itemId, afterId, false);
                drafts.changeModule(itemId, Map.of(MODULE.RANK, rank));
                return itemId;
            }
            Lesson lesson = lesson(caller, itemId);
            courses.staffed(caller, lesson.courseId());
            Module target = module(caller, toModuleId == null ? lesson.moduleId() : toModuleId);
            if (!target.courseId().equals(lesson.courseId())) {
                throw new Refusal(UserError.invalid(
                        "OTHER_COURSE",
                        "Ese módulo es de otro curso.",
                        "That module is of another course.",
                        "toModuleId"));
            }
            String rank = rank(drafts.lessonPlaces(target.id()), itemId, afterId, false);
            drafts.changeLesson(itemId, Map.of(LESSON.MODULE_ID, target.id(), LESSON.RANK, rank));
            return itemId;
        });
    }

    /** The revision is the course's: what is deleted is deleted from the outline that the teacher saw. */
    public String delete(Caller caller, String itemId, int expectedRevision) {
        return within(() -> {
            boolean isModule = Ids.is("mod", itemId);
            String courseId = isModule
                    ? module(caller, itemId).courseId()
                    : lesson(caller, itemId).courseId();
            courses.change(courses.staffed(caller, courseId), expectedRevision, Map.of());
            if (isModule) {
                drafts.deleteModule(itemId);
                drafts.deleteLessonsOf(itemId);
            } else {
                drafts.deleteLesson(itemId);
            }
            return itemId;
        });
    }

    private void attach(Caller caller, String videoId, Map<Field<?>, Object> changes) {
        Video video = videos.byIds(List.of(videoId)).get(videoId);
        if (video == null || !video.ownerId().equals(caller.userId())) {
            throw new Refusal(UserError.notFound(videoId));
        }
        changes.put(LESSON.VIDEO_ID, videoId);
        changes.put(LESSON.DURATION_MS, video.durationMs() == null ? 0 : video.durationMs());
    }

    /** Two drags to one place meet in the unique index; the later one looks again and goes between. */
    private String placed(Supplier<String> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return within(work);
            } catch (DuplicateKeyException e) {
                String message = String.valueOf(e.getMessage());
                if (attempt == TRIES || !(message.contains("module_rank") || message.contains("lesson_rank"))) {
                    throw e;
                }
            }
        }
    }

    private String within(Supplier<String> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    private static String rank(List<Drafts.Place> all, String itemId, @Nullable String afterId, boolean atEnd) {
        List<Drafts.Place> others =
                all.stream().filter(place -> !place.id().equals(itemId)).toList();
        int at = atEnd
                ? others.size()
                : afterId == null
                        ? 0
                        : others.stream().map(Drafts.Place::id).toList().indexOf(afterId) + 1;
        if (afterId != null && at == 0) {
            throw new Refusal(UserError.notFound(afterId));
        }
        return Rank.between(
                at == 0 ? null : others.get(at - 1).rank(),
                at == others.size() ? null : others.get(at).rank());
    }

    private Module module(Caller caller, String id) {
        return Optional.ofNullable(
                        catalog.visibleModules(List.of(id), Optional.of(caller)).get(id))
                .orElseThrow(() -> new Refusal(UserError.notFound(id)));
    }

    private Lesson lesson(Caller caller, String id) {
        return Optional.ofNullable(
                        catalog.visibleLessons(List.of(id), Optional.of(caller)).get(id))
                .orElseThrow(() -> new Refusal(UserError.notFound(id)));
    }
}
