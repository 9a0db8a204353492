package io.aula.courses.authoring;

import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.catalog.LessonStatus;
import io.aula.courses.catalog.Module;
import io.aula.courses.graphql.LocalizedText;
import io.aula.courses.schema.types.CreateLessonInput;
import io.aula.courses.schema.types.CreateModuleInput;
import io.aula.courses.schema.types.MoveItemInput;
import io.aula.courses.schema.types.UpdateLessonInput;
import io.aula.courses.schema.types.UpdateModuleInput;
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
    record NewModule(String courseId, String title, Given<String> after) {}

    /** What a lesson begins with; it is a draft. */
    record NewLesson(String moduleId, String title, Lesson.Kind kind, boolean isFreePreview, Given<String> after) {}

    Authored createModule(Caller caller, CreateModuleInput asked) {
        return transaction.place(() -> {
            NewModule module = new NewModule(
                    asked.getCourseId(),
                    AuthoredText.title(asked.getTitle()),
                    Given.of(asked.hasAfterId(), asked.getAfterId()));
            Course course = staff.course(caller, module.courseId());
            return transaction.once(caller.userId(), asked.getIdempotencyKey(), module, () -> add(course, module));
        });
    }

    private String add(Course course, NewModule module) {
        requireRoom(places.modules(course.id()).size(), MOST_MODULES);
        String id = Ids.next("mod");
        drafts.addModule(
                id,
                course.id(),
                LocalizedText.of(course.originalLocale(), module.title()),
                placement.ofModule(course.id(), id, module.after()));
        return id;
    }

    Authored createLesson(Caller caller, CreateLessonInput asked) {
        return transaction.place(() -> {
            NewLesson lesson = new NewLesson(
                    asked.getModuleId(),
                    AuthoredText.title(asked.getTitle()),
                    asked.getKind(),
                    asked.getIsFreePreview(),
                    Given.of(asked.hasAfterId(), asked.getAfterId()));
            Module module = staff.module(caller, lesson.moduleId());
            Course course = staff.course(caller, module.courseId());
            return transaction.once(caller.userId(), asked.getIdempotencyKey(), lesson, () -> add(course, lesson));
        });
    }

    private String add(Course course, NewLesson lesson) {
        hold(lesson.moduleId());
        requireRoom(places.lessonCount(course.id()), MOST_LESSONS);
        String id = Ids.next("les");
        drafts.addLesson(new Lesson(
                id,
                course.id(),
                lesson.moduleId(),
                lesson.kind(),
                LessonStatus.DRAFT,
                LocalizedText.of(course.originalLocale(), lesson.title()),
                placement.ofLesson(lesson.moduleId(), id, lesson.after()),
                lesson.isFreePreview(),
                null,
                null,
                LocalizedText.EMPTY,
                0,
                0,
                1));
        events.lessonsChanged(List.of(id));
        return id;
    }

    /** A lesson put into a module that is being deleted would be neither in the outline nor among what was deleted. */
    private void hold(String moduleId) {
        if (!drafts.holdModule(moduleId)) {
            throw new RefusedException(new AuthoringRefusal.NotFound(moduleId));
        }
    }

    private static void requireRoom(int have, int most) {
        if (have >= most) {
            throw new RefusedException(AuthoringRefusal.Rule.COURSE_FULL);
        }
    }

    Authored updateModule(Caller caller, UpdateModuleInput asked) {
        return transaction.change(() -> {
            String id = asked.getId();
            Map<String, String> titles = AuthoredText.titles(asked.getTitle());
            Module module = staff.module(caller, id);
            staff.course(caller, module.courseId());
            LocalizedText changed = module.titles().with(titles);
            AuthoredText.title(changed.in(null, ""));
            drafts.renameModule(id, changed);
            return id;
        });
    }

    Authored updateLesson(Caller caller, UpdateLessonInput asked) {
        return transaction.change(() -> update(caller, LessonChange.of(asked)));
    }

    private String update(Caller caller, LessonChange change) {
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
                new Drafts.LessonRow(titles, orBeginning(change.isFreePreview(), false), change.releaseAt(), article));
        events.lessonsChanged(List.of(lesson.id()));
        if (lesson.isPublished()) {
            countAnew(lesson, change.videoId().isGiven(), article);
        }
        return lesson.id();
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
            throw new RefusedException(new AuthoringRefusal.Stale(lesson.revision()));
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
                throw new RefusedException(new AuthoringRefusal.NotFound(id));
            }
        });
    }

    Authored move(Caller caller, MoveItemInput asked) {
        Given<String> after = Given.of(asked.hasAfterId(), asked.getAfterId());
        return transaction.place(() -> Ids.is("mod", asked.getItemId())
                ? moveModule(caller, asked.getItemId(), after)
                : moveLesson(caller, asked.getItemId(), asked.getToModuleId(), after));
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
            throw new RefusedException(AuthoringRefusal.Rule.OTHER_COURSE);
        }
        hold(target.id());
        drafts.moveLesson(id, target.id(), placement.ofLesson(target.id(), id, after));
        events.lessonsChanged(List.of(id));
        return id;
    }
}
