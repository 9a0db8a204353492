package io.aula.courses.authoring;

import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.catalog.LessonStatus;
import io.aula.courses.catalog.Module;
import io.aula.courses.graphql.LocalizedText;
import io.aula.courses.graphql.Refusal;
import io.aula.courses.graphql.UserError;
import io.aula.courses.idempotency.Once;
import io.aula.courses.video.VideoService;
import io.aula.platform.graphql.Given;
import io.aula.platform.id.Ids;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Makes, changes and orders modules and lessons. Every refusal is a {@link Refusal} and rolls back. */
@Service
class OutlineAuthoring {
    private static final int MOST_MODULES = 200;
    private static final int MOST_LESSONS = 1_000;

    private final Drafts drafts;
    private final Places places;
    private final Placement placement;
    private final Staff staff;
    private final VideoService videos;
    private final LessonVideos lessonVideos;
    private final CourseEvents events;
    private final Once once;
    private final OutlineTransaction transaction;

    OutlineAuthoring(
            Drafts drafts,
            Places places,
            Placement placement,
            Staff staff,
            VideoService videos,
            LessonVideos lessonVideos,
            CourseEvents events,
            Once once,
            OutlineTransaction transaction) {
        this.drafts = drafts;
        this.places = places;
        this.placement = placement;
        this.staff = staff;
        this.videos = videos;
        this.lessonVideos = lessonVideos;
        this.events = events;
        this.once = once;
        this.transaction = transaction;
    }

    /** What a module begins with. */
    record NewModule(String courseId, String title, Given<String> after) {}

    /** What a lesson begins with; it is a draft. */
    record NewLesson(String moduleId, String title, Lesson.Kind kind, boolean isFreePreview, Given<String> after) {}

    String createModule(Caller caller, NewModule module, String key) {
        return transaction.place(() -> {
            Course course = staff.course(caller, module.courseId());
            return once.run(caller.userId(), key, module, () -> {
                requireRoom(places.modules(course.id()).size(), MOST_MODULES);
                String id = Ids.next("mod");
                drafts.addModule(
                        id,
                        course.id(),
                        LocalizedText.of(course.originalLocale(), module.title()),
                        placement.ofModule(course.id(), id, module.after()));
                return id;
            });
        });
    }

    String createLesson(Caller caller, NewLesson lesson, String key) {
        return transaction.place(() -> {
            Module module = staff.module(caller, lesson.moduleId());
            Course course = staff.course(caller, module.courseId());
            return once.run(caller.userId(), key, lesson, () -> {
                hold(module.id());
                requireRoom(places.lessonCount(course.id()), MOST_LESSONS);
                String id = Ids.next("les");
                drafts.addLesson(new Lesson(
                        id,
                        course.id(),
                        module.id(),
                        lesson.kind(),
                        LessonStatus.DRAFT,
                        LocalizedText.of(course.originalLocale(), lesson.title()),
                        placement.ofLesson(module.id(), id, lesson.after()),
                        lesson.isFreePreview(),
                        null,
                        null,
                        LocalizedText.EMPTY,
                        0,
                        0,
                        1));
                events.lessonsChanged(List.of(id));
                return id;
            });
        });
    }

    /** A lesson put into a module that is being deleted would be neither in the outline nor among what was deleted. */
    private void hold(String moduleId) {
        if (!drafts.holdModule(moduleId)) {
            throw new Refusal(UserError.notFound(moduleId));
        }
    }

    private static void requireRoom(int have, int most) {
        if (have >= most) {
            throw new Refusal(UserError.invalid(
                    "COURSE_FULL",
                    "Un curso tiene como mucho 200 módulos y 1000 lecciones.",
                    "A course has at most 200 modules and 1,000 lessons.",
                    "title"));
        }
    }

    String updateModule(Caller caller, String id, Map<String, String> titles) {
        return transaction.run(() -> {
            Module module = staff.module(caller, id);
            staff.course(caller, module.courseId());
            LocalizedText changed = module.titles().with(titles);
            AuthoredText.title(changed.in(null, ""));
            drafts.renameModule(id, changed);
            return id;
        });
    }

    String updateLesson(Caller caller, LessonChange change) {
        return transaction.run(() -> {
            staff.course(caller, staff.lesson(caller, change.id()).courseId());
            drafts.lockLesson(change.id());
            Lesson lesson = staff.lesson(caller, change.id());
            requireRevision(lesson, change.expectedRevision());
            Given<LocalizedText> titles = merged(lesson.titles(), change.titles());
            titles.ifGiven(changed -> AuthoredText.title(changed == null ? null : changed.in(null, "")));
            show(caller, lesson, change.videoId());
            Given<LocalizedText> article = merged(lesson.article(), change.articles());
            drafts.changeLesson(
                    lesson.id(),
                    new Drafts.LessonRow(
                            titles, orBeginning(change.isFreePreview(), false), change.releaseAt(), article));
            events.lessonsChanged(List.of(lesson.id()));
            if (lesson.isPublished()) {
                countAnew(lesson, change.videoId().isGiven(), article);
            }
            return lesson.id();
        });
    }

    private void countAnew(Lesson lesson, boolean isVideoChanged, Given<LocalizedText> article) {
        LocalizedText after = article.or(lesson.article());
        if (isVideoChanged
                || after == null
                || after.isEmpty() != lesson.article().isEmpty()) {
            events.countedChanged(lesson.courseId());
        } else if (article.isGiven()) {
            events.countedIsBeingWritten(lesson.courseId());
        }
    }

    private static void requireRevision(Lesson lesson, @Nullable Integer expected) {
        if (expected != null && expected != lesson.revision()) {
            throw new Refusal(UserError.stale(lesson.revision()));
        }
    }

    private static Given<LocalizedText> merged(LocalizedText before, Given<Map<String, String>> change) {
        return change.isGiven() ? new Given.Value<>(CourseChange.merged(before, change)) : new Given.Absent<>();
    }

    /** What is given as null becomes what there is at the beginning. */
    private static <T> Given<T> orBeginning(Given<T> given, T beginning) {
        return given.isGiven() ? new Given.Value<>(Objects.requireNonNullElse(given.or(null), beginning)) : given;
    }

    private void show(Caller caller, Lesson lesson, Given<String> videoId) {
        videoId.ifGiven(id -> {
            if (id == null) {
                lessonVideos.take(lesson.id());
            } else if (videos.own(id, Optional.of(caller)).isPresent()) {
                lessonVideos.give(lesson.id(), id);
            } else if (!id.equals(lesson.videoId())) { // a colleague's stays where it is
                throw new Refusal(UserError.notFound(id));
            }
        });
    }

    String move(Caller caller, String itemId, @Nullable String toModuleId, Given<String> after) {
        return transaction.place(() -> Ids.is("mod", itemId)
                ? moveModule(caller, itemId, after)
                : moveLesson(caller, itemId, toModuleId, after));
    }

    private String moveModule(Caller caller, String id, Given<String> after) {
        Module module = staff.module(caller, id);
        staff.course(caller, module.courseId());
        drafts.moveModule(id, placement.ofModule(module.courseId(), id, after));
        return id;
    }

    private String moveLesson(Caller caller, String id, @Nullable String toModuleId, Given<String> after) {
        Lesson lesson = staff.lesson(caller, id);
        staff.course(caller, lesson.courseId());
        Module target = staff.module(caller, toModuleId == null ? lesson.moduleId() : toModuleId);
        if (!target.courseId().equals(lesson.courseId())) {
            throw new Refusal(UserError.invalid(
                    "OTHER_COURSE", "Ese módulo es de otro curso.", "That module is of another course.", "toModuleId"));
        }
        hold(target.id());
        drafts.moveLesson(id, target.id(), placement.ofLesson(target.id(), id, after));
        events.lessonsChanged(List.of(id));
        return id;
    }
}
