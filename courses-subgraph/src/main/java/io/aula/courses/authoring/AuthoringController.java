package io.aula.courses.authoring;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsTypeResolver;
import com.netflix.graphql.dgs.InputArgument;
import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.catalog.Module;
import io.aula.courses.graphql.UserError;
import io.aula.courses.schema.types.CreateCourseInput;
import io.aula.courses.schema.types.CreateLessonInput;
import io.aula.courses.schema.types.CreateModuleInput;
import io.aula.courses.schema.types.MoveItemInput;
import io.aula.courses.schema.types.PublishCourseInput;
import io.aula.courses.schema.types.UpdateCourseInput;
import io.aula.courses.schema.types.UpdateLessonInput;
import io.aula.courses.schema.types.UpdateModuleInput;
import io.aula.platform.id.Ids;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The teacher's mutations: each binds its input, calls, and shows what became of it. */
@DgsComponent
public class AuthoringController {
    private final CourseAuthoring courses;
    private final OutlineAuthoring outlines;
    private final LessonPublishing lessons;
    private final Deletion deletion;
    private final Restoration restoration;
    private final CatalogService catalog;

    AuthoringController(
            CourseAuthoring courses,
            OutlineAuthoring outlines,
            LessonPublishing lessons,
            Deletion deletion,
            Restoration restoration,
            CatalogService catalog) {
        this.courses = courses;
        this.outlines = outlines;
        this.lessons = lessons;
        this.deletion = deletion;
        this.restoration = restoration;
        this.catalog = catalog;
    }

    record CoursePayload(@Nullable Course course, List<UserError> userErrors) {}

    record ModulePayload(@Nullable Module module, List<UserError> userErrors) {}

    record LessonPayload(@Nullable Lesson lesson, List<UserError> userErrors) {}

    /** @param item a {@link Module} or a {@link Lesson} */
    record ItemPayload(@Nullable Object item, @Nullable Course course, List<UserError> userErrors) {}

    record DeletePayload(@Nullable String deletedId, List<UserError> userErrors) {}

    @DgsMutation
    public CoursePayload createCourse(@InputArgument CreateCourseInput input) {
        return course(courses.create(Caller.require(), input));
    }

    @DgsMutation
    public CoursePayload updateCourse(@InputArgument UpdateCourseInput input) {
        return course(courses.update(Caller.require(), input));
    }

    @DgsMutation
    public CoursePayload publishCourse(@InputArgument PublishCourseInput input) {
        return course(
                courses.publish(Caller.require(), input.getId(), input.getExpectedRevision(), input.getUnlisted()));
    }

    @DgsMutation
    public CoursePayload unpublishCourse(@InputArgument String id, @InputArgument int expectedRevision) {
        return course(courses.unpublish(Caller.require(), id, expectedRevision));
    }

    @DgsMutation
    public CoursePayload archiveCourse(@InputArgument String id, @InputArgument int expectedRevision) {
        return course(courses.archive(Caller.require(), id, expectedRevision));
    }

    @DgsMutation
    public ModulePayload createModule(@InputArgument CreateModuleInput input) {
        return module(outlines.createModule(Caller.require(), input));
    }

    @DgsMutation
    public ModulePayload updateModule(@InputArgument UpdateModuleInput input) {
        return module(outlines.updateModule(Caller.require(), input));
    }

    @DgsMutation
    public LessonPayload createLesson(@InputArgument CreateLessonInput input) {
        return lesson(outlines.createLesson(Caller.require(), input));
    }

    @DgsMutation
    public LessonPayload updateLesson(@InputArgument UpdateLessonInput input) {
        return lesson(outlines.updateLesson(Caller.require(), input));
    }

    @DgsMutation
    public LessonPayload publishLesson(@InputArgument String id) {
        return lesson(lessons.publish(Caller.require(), id));
    }

    @DgsMutation
    public LessonPayload unpublishLesson(@InputArgument String id) {
        return lesson(lessons.unpublish(Caller.require(), id));
    }

    @DgsMutation
    public ItemPayload moveItem(@InputArgument MoveItemInput input) {
        return item(outlines.move(Caller.require(), input));
    }

    @DgsMutation
    public DeletePayload deleteItem(@InputArgument String id, @InputArgument int expectedRevision) {
        return deleted(deletion.delete(Caller.require(), id, expectedRevision));
    }

    @DgsMutation
    public ItemPayload restoreItem(@InputArgument String id) {
        return item(restoration.restore(Caller.require(), id));
    }

    @DgsMutation
    public DeletePayload purgeItem(@InputArgument String id) {
        return deleted(deletion.purge(Caller.require(), id));
    }

    @DgsTypeResolver(name = "CourseItem")
    public String courseItemType(Object item) {
        return item.getClass().getSimpleName();
    }

    private CoursePayload course(Authored outcome) {
        return switch (outcome) {
            case Authored.Done(String id) -> new CoursePayload(known(id), List.of());
            case Authored.Refused(var why) -> new CoursePayload(null, AuthoringRefusals.errors(why));
        };
    }

    private ModulePayload module(Authored outcome) {
        return switch (outcome) {
            case Authored.Done(String id) -> new ModulePayload(module(id), List.of());
            case Authored.Refused(var why) -> new ModulePayload(null, AuthoringRefusals.errors(why));
        };
    }

    private LessonPayload lesson(Authored outcome) {
        return switch (outcome) {
            case Authored.Done(String id) -> new LessonPayload(lesson(id), List.of());
            case Authored.Refused(var why) -> new LessonPayload(null, AuthoringRefusals.errors(why));
        };
    }

    private ItemPayload item(Authored outcome) {
        return switch (outcome) {
            case Authored.Done(String id) -> item(id);
            case Authored.Refused(var why) -> new ItemPayload(null, null, AuthoringRefusals.errors(why));
        };
    }

    private ItemPayload item(String id) {
        if (Ids.is("mod", id)) {
            Module module = module(id);
            return new ItemPayload(module, module == null ? null : known(module.courseId()), List.of());
        }
        Lesson lesson = lesson(id);
        return new ItemPayload(lesson, lesson == null ? null : known(lesson.courseId()), List.of());
    }

    private static DeletePayload deleted(Authored outcome) {
        return switch (outcome) {
            case Authored.Done(String id) -> new DeletePayload(id, List.of());
            case Authored.Refused(var why) -> new DeletePayload(null, AuthoringRefusals.errors(why));
        };
    }

    private Course known(String id) {
        return Objects.requireNonNull(catalog.known(List.of(id)).get(id));
    }

    private @Nullable Module module(String id) {
        return catalog.visibleModules(List.of(id), Optional.of(Caller.require()))
                .get(id);
    }

    private @Nullable Lesson lesson(String id) {
        return catalog.visibleLessons(List.of(id), Optional.of(Caller.require()))
                .get(id);
    }
}
