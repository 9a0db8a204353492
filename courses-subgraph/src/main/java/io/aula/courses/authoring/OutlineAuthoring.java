package io.aula.courses.authoring;

import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.catalog.LessonStatus;
import io.aula.courses.catalog.Module;
import io.aula.courses.graphql.LocalizedText;
import io.aula.courses.refusal.RefusedException;
import io.aula.courses.refusal.Result;
import io.aula.courses.schema.types.CreateLessonInput;
import io.aula.courses.schema.types.CreateModuleInput;
import io.aula.courses.schema.types.MoveItemInput;
import io.aula.courses.schema.types.UpdateLessonInput;
import io.aula.courses.schema.types.UpdateModuleInput;
import io.aula.courses.video.VideoService;
import io.aula.platform.graphql.Given;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ModuleId;
import io.aula.platform.id.VideoId;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Makes, changes and orders modules and lessons. */
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
    private final OutlineTransaction transaction;

    OutlineAuthoring(
            Drafts drafts,
            Places places,
            Placement placement,
            Staff staff,
            VideoService videos,
            LessonVideos lessonVideos,
            CourseEvents events,
            OutlineTransaction transaction) {
        this.drafts = drafts;
        this.places = places;
        this.placement = placement;
        this.staff = staff;
        this.videos = videos;
        this.lessonVideos = lessonVideos;
        this.events = events;
        this.transaction = transaction;
    }

    /** What a module begins with. */
    record NewModule(CourseId courseId, String title, Given<String> after) {}

    /** What a lesson begins with; it is a draft. */
    record NewLesson(ModuleId moduleId, String title, Lesson.Kind kind, boolean isFreePreview, Given<String> after) {}

    Result<ModuleId> createModule(Caller caller, CourseId courseId, CreateModuleInput asked) {
        return transaction.place(() -> {
            NewModule module = new NewModule(
                    courseId, AuthoredText.title(asked.getTitle()), Given.of(asked.hasAfterId(), asked.getAfterId()));
            Course course = staff.course(caller, module.courseId());
            return transaction.once(
                    caller.user(), asked.getIdempotencyKey(), module, ModuleId::new, () -> add(course, module));
        });
    }

    private ModuleId add(Course course, NewModule module) {
        requireRoom(places.modules(course.id()).size(), MOST_MODULES);
        ModuleId id = ModuleId.next();
        drafts.addModule(
                id,
                course.id(),
                LocalizedText.of(course.originalLocale(), module.title()),
                placement.ofModule(course.id(), id, named(module.after(), ModuleId::parse)));
        return id;
    }

    Result<LessonId> createLesson(Caller caller, ModuleId moduleId, CreateLessonInput asked) {
        return transaction.place(() -> {
            NewLesson lesson = new NewLesson(
                    moduleId,
                    AuthoredText.title(asked.getTitle()),
                    asked.getKind(),
                    asked.getIsFreePreview(),
                    Given.of(asked.hasAfterId(), asked.getAfterId()));
            Module module = staff.module(caller, lesson.moduleId());
            Course course = staff.course(caller, module.courseId());
            return transaction.once(
                    caller.user(), asked.getIdempotencyKey(), lesson, LessonId::new, () -> add(course, lesson));
        });
    }

    private LessonId add(Course course, NewLesson lesson) {
        hold(lesson.moduleId());
        requireRoom(places.lessonCount(course.id()), MOST_LESSONS);
        LessonId id = LessonId.next();
        drafts.addLesson(new Lesson(
                id,
                course.id(),
                lesson.moduleId(),
                lesson.kind(),
                LessonStatus.DRAFT,
                LocalizedText.of(course.originalLocale(), lesson.title()),
                placement.ofLesson(lesson.moduleId(), id, named(lesson.after(), LessonId::parse)),
                lesson.isFreePreview(),
                null,
                null,
                false,
                0,
                0,
                1));
        events.lessonsChanged(List.of(id));
        return id;
    }

    /** A lesson put into a module that is being deleted would be neither in the outline nor among what was deleted. */
    private void hold(ModuleId moduleId) {
        if (!drafts.holdModule(moduleId)) {
            throw RefusedException.notFound(moduleId);
        }
    }

    private static void requireRoom(int have, int most) {
        if (have >= most) {
            throw AuthoringRule.COURSE_FULL.refused();
        }
    }

    Result<ModuleId> updateModule(Caller caller, ModuleId id, UpdateModuleInput asked) {
        return transaction.change(() -> {
            Map<String, String> titles = AuthoredText.titles(asked.getTitle());
            Module module = staff.module(caller, id);
            staff.course(caller, module.courseId());
            LocalizedText changed =
                    AuthoredText.within(module.titles().with(titles), AuthoredText.LONGEST_DESCRIPTION, "title");
            AuthoredText.title(changed.in(null, ""));
            drafts.renameModule(id, changed);
            return id;
        });
    }

    Result<LessonId> updateLesson(Caller caller, LessonId id, UpdateLessonInput asked) {
        return transaction.change(() -> update(caller, LessonChange.of(id, asked)));
    }

    private LessonId update(Caller caller, LessonChange change) {
        staff.course(caller, staff.lesson(caller, change.id()).courseId());
        drafts.lockLesson(change.id());
        Lesson lesson = staff.lesson(caller, change.id());
        requireRevision(lesson, change.expectedRevision());
        Given<LocalizedText> titles = merged(lesson.titles(), change.titles())
                .map(all -> AuthoredText.within(all, AuthoredText.LONGEST_DESCRIPTION, "title"));
        titles.ifGiven(changed -> AuthoredText.title(changed == null ? null : changed.in(null, "")));
        requireKind(lesson, change);
        show(caller, lesson, change.videoId());
        Given<LocalizedText> article = change.articles().isGiven()
                ? merged(drafts.article(lesson.id()), change.articles())
                        .map(all -> AuthoredText.within(all, AuthoredText.LONGEST_ARTICLE, "articleHtml"))
                : new Given.Absent<>();
        drafts.changeLesson(
                lesson.id(),
                new Drafts.LessonRow(titles, orBeginning(change.isFreePreview(), false), change.releaseAt(), article));
        events.lessonsChanged(List.of(lesson.id()));
        if (lesson.isPublished()) {
            countAnew(lesson, change.videoId().isGiven(), article);
        }
        return lesson.id();
    }

    /** What clears is let through: a lesson may hold what it was given before kinds were asked. */
    private static void requireKind(Lesson lesson, LessonChange change) {
        if (lesson.kind() != Lesson.Kind.VIDEO && change.videoId().or(null) != null) {
            throw AuthoringRule.NO_VIDEO_LESSON.refused();
        }
        Map<String, String> texts = change.articles().or(null);
        if (lesson.kind() != Lesson.Kind.ARTICLE
                && texts != null
                && texts.values().stream().anyMatch(text -> !text.isEmpty())) {
            throw AuthoringRule.NO_ARTICLE_LESSON.refused();
        }
    }

    private void countAnew(Lesson lesson, boolean isVideoChanged, Given<LocalizedText> article) {
        boolean hasArticle = article.isGiven()
                ? !Objects.requireNonNullElse(article.or(null), LocalizedText.EMPTY)
                        .isEmpty()
                : lesson.hasArticle();
        if (isVideoChanged || hasArticle != lesson.hasArticle()) {
            events.countedChanged(lesson.courseId());
        } else if (article.isGiven()) {
            events.countedIsBeingWritten(lesson.courseId());
        }
    }

    private static void requireRevision(Lesson lesson, @Nullable Integer expected) {
        if (expected != null && expected != lesson.revision()) {
            throw RefusedException.stale(lesson.revision());
        }
    }

    private static Given<LocalizedText> merged(LocalizedText before, Given<Map<String, String>> change) {
        return change.isGiven() ? new Given.Value<>(CourseChange.merged(before, change)) : new Given.Absent<>();
    }

    /** What is given as null becomes what there is at the beginning. */
    private static <T> Given<T> orBeginning(Given<T> given, T beginning) {
        return given.isGiven() ? new Given.Value<>(Objects.requireNonNullElse(given.or(null), beginning)) : given;
    }

    private void show(Caller caller, Lesson lesson, Given<VideoId> videoId) {
        videoId.ifGiven(id -> {
            if (id == null) {
                lessonVideos.take(lesson.id());
            } else if (videos.own(id, Optional.of(caller)).isPresent()) {
                lessonVideos.give(lesson.id(), id);
            } else if (!id.equals(lesson.videoId())) { // a colleague's stays where it is
                throw RefusedException.notFound(id);
            }
        });
    }

    Result<ItemId> move(Caller caller, ItemId itemId, MoveItemInput asked) {
        Given<String> after = Given.of(asked.hasAfterId(), asked.getAfterId());
        return transaction.place(() -> {
            switch (itemId) {
                case ItemId.OfModule(ModuleId id) -> moveModule(caller, id, named(after, ModuleId::parse));
                case ItemId.OfLesson(LessonId id) ->
                    moveLesson(caller, id, asked.getToModuleId(), named(after, LessonId::parse));
            }
            return itemId;
        });
    }

    /** What is no id of its kind is no sibling. */
    private static <I> Given<I> named(Given<String> after, Function<String, Optional<I>> kind) {
        return after.map(text -> kind.apply(text).orElseThrow(() -> RefusedException.notFound(text)));
    }

    private void moveModule(Caller caller, ModuleId id, Given<ModuleId> after) {
        Module module = staff.module(caller, id);
        staff.course(caller, module.courseId());
        drafts.moveModule(id, placement.ofModule(module.courseId(), id, after));
    }

    private void moveLesson(Caller caller, LessonId id, @Nullable String toModuleId, Given<LessonId> after) {
        Lesson lesson = staff.lesson(caller, id);
        staff.course(caller, lesson.courseId());
        ModuleId to = toModuleId == null
                ? lesson.moduleId()
                : ModuleId.parse(toModuleId).orElseThrow(() -> RefusedException.notFound(toModuleId));
        Module target = staff.module(caller, to);
        if (!target.courseId().equals(lesson.courseId())) {
            throw AuthoringRule.OTHER_COURSE.refused();
        }
        hold(target.id());
        drafts.moveLesson(id, target.id(), placement.ofLesson(target.id(), id, after));
        events.lessonsChanged(List.of(id));
    }
}
