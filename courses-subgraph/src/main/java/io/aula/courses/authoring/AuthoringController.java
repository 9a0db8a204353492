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
import io.aula.courses.refusal.Result;
import io.aula.courses.schema.types.CreateCourseInput;
import io.aula.courses.schema.types.CreateLessonInput;
import io.aula.courses.schema.types.CreateModuleInput;
import io.aula.courses.schema.types.MoveItemInput;
import io.aula.courses.schema.types.PublishCourseInput;
import io.aula.courses.schema.types.UpdateCourseInput;
import io.aula.courses.schema.types.UpdateLessonInput;
import io.aula.courses.schema.types.UpdateModuleInput;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ModuleId;
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

    record StopTeachingPayload(@Nullable String courseId, List<UserError> userErrors) {}

    record DeletePayload(@Nullable String deletedId, List<UserError> userErrors) {}

    @DgsMutation
    public CoursePayload createCourse(@InputArgument CreateCourseInput input) {
        return course(courses.create(Caller.require(), input));
    }

    @DgsMutation
    public CoursePayload updateCourse(@InputArgument UpdateCourseInput input) {
        return course(Result.on(input.getId(), CourseId::parse, id -> courses.update(Caller.require(), id, input)));
    }

    @DgsMutation
    public CoursePayload publishCourse(@InputArgument PublishCourseInput input) {
        return course(Result.on(
                input.getId(),
                CourseId::parse,
                id -> courses.publish(Caller.require(), id, input.getExpectedRevision(), input.getUnlisted())));
    }

    @DgsMutation
    public CoursePayload unpublishCourse(@InputArgument String id, @InputArgument int expectedRevision) {
        return course(Result.on(
                id, CourseId::parse, course -> courses.unpublish(Caller.require(), course, expectedRevision)));
    }

    @DgsMutation
    public CoursePayload archiveCourse(@InputArgument String id, @InputArgument int expectedRevision) {
        return course(
                Result.on(id, CourseId::parse, course -> courses.archive(Caller.require(), course, expectedRevision)));
    }

    @DgsMutation
    public StopTeachingPayload stopTeaching(@InputArgument String courseId) {
        return switch (Result.on(courseId, CourseId::parse, id -> courses.stopTeaching(Caller.require(), id))) {
            case Result.Done<CourseId>(CourseId id) -> new StopTeachingPayload(id.text(), List.of());
            case Result.Refused<CourseId>(var why) -> new StopTeachingPayload(null, UserError.of(why));
        };
    }

    @DgsMutation
    public ModulePayload createModule(@InputArgument CreateModuleInput input) {
        return module(Result.on(
                input.getCourseId(),
                CourseId::parse,
                course -> outlines.createModule(Caller.require(), course, input)));
    }

    @DgsMutation
    public ModulePayload updateModule(@InputArgument UpdateModuleInput input) {
        return module(
                Result.on(input.getId(), ModuleId::parse, id -> outlines.updateModule(Caller.require(), id, input)));
    }

    @DgsMutation
    public LessonPayload createLesson(@InputArgument CreateLessonInput input) {
        return lesson(Result.on(
                input.getModuleId(),
                ModuleId::parse,
                module -> outlines.createLesson(Caller.require(), module, input)));
    }

    @DgsMutation
    public LessonPayload updateLesson(@InputArgument UpdateLessonInput input) {
        return lesson(
                Result.on(input.getId(), LessonId::parse, id -> outlines.updateLesson(Caller.require(), id, input)));
    }

    @DgsMutation
    public LessonPayload publishLesson(@InputArgument String id) {
        return lesson(Result.on(id, LessonId::parse, lesson -> lessons.publish(Caller.require(), lesson)));
    }

    @DgsMutation
    public LessonPayload unpublishLesson(@InputArgument String id) {
        return lesson(Result.on(id, LessonId::parse, lesson -> lessons.unpublish(Caller.require(), lesson)));
    }

    @DgsMutation
    public ItemPayload moveItem(@InputArgument MoveItemInput input) {
        return item(Result.on(input.getItemId(), ItemId::parse, id -> outlines.move(Caller.require(), id, input)));
    }

    @DgsMutation
    public DeletePayload deleteItem(@InputArgument String id, @InputArgument int expectedRevision) {
        return deleted(Result.on(id, ItemId::parse, item -> deletion.delete(Caller.require(), item, expectedRevision)));
    }

    @DgsMutation
    public ItemPayload restoreItem(@InputArgument String id) {
        return item(Result.on(id, ItemId::parse, item -> restoration.restore(Caller.require(), item)));
    }

    @DgsMutation
    public DeletePayload purgeItem(@InputArgument String id) {
        return deleted(Result.on(id, ItemId::parse, item -> deletion.purge(Caller.require(), item)));
    }

    @DgsTypeResolver(name = "CourseItem")
    public String courseItemType(Object item) {
        return item.getClass().getSimpleName();
    }

    private CoursePayload course(Result<CourseId> outcome) {
        return switch (outcome) {
            case Result.Done<CourseId>(CourseId id) -> new CoursePayload(known(id), List.of());
            case Result.Refused<CourseId>(var why) -> new CoursePayload(null, UserError.of(why));
        };
    }

    private ModulePayload module(Result<ModuleId> outcome) {
        return switch (outcome) {
            case Result.Done<ModuleId>(ModuleId id) -> {
                Module module = module(id);
                yield new ModulePayload(module, goneSince(module, id.text()));
            }
            case Result.Refused<ModuleId>(var why) -> new ModulePayload(null, UserError.of(why));
        };
    }

    private LessonPayload lesson(Result<LessonId> outcome) {
        return switch (outcome) {
            case Result.Done<LessonId>(LessonId id) -> {
                Lesson lesson = lesson(id);
                yield new LessonPayload(lesson, goneSince(lesson, id.text()));
            }
            case Result.Refused<LessonId>(var why) -> new LessonPayload(null, UserError.of(why));
        };
    }

    private ItemPayload item(Result<ItemId> outcome) {
        return switch (outcome) {
            case Result.Done<ItemId>(ItemId id) -> item(id);
            case Result.Refused<ItemId>(var why) -> new ItemPayload(null, null, UserError.of(why));
        };
    }

    private ItemPayload item(ItemId id) {
        return switch (id) {
            case ItemId.OfModule(ModuleId moduleId) -> {
                Module module = module(moduleId);
                yield new ItemPayload(module, module == null ? null : known(module.courseId()), List.of());
            }
            case ItemId.OfLesson(LessonId lessonId) -> {
                Lesson lesson = lesson(lessonId);
                yield new ItemPayload(lesson, lesson == null ? null : known(lesson.courseId()), List.of());
            }
        };
    }

    private static DeletePayload deleted(Result<ItemId> outcome) {
        return switch (outcome) {
            case Result.Done<ItemId>(ItemId id) -> new DeletePayload(id.toString(), List.of());
            case Result.Refused<ItemId>(var why) -> new DeletePayload(null, UserError.of(why));
        };
    }

    /** What a repeated key made the first time may have been deleted since. */
    private static List<UserError> goneSince(@Nullable Object made, String id) {
        return made == null ? List.of(UserError.notFound(id)) : List.of();
    }

    private Course known(CourseId id) {
        return Objects.requireNonNull(catalog.known(List.of(id)).get(id));
    }

    private @Nullable Module module(ModuleId id) {
        return catalog.visibleModules(List.of(id), Optional.of(Caller.require()))
                .get(id);
    }

    private @Nullable Lesson lesson(LessonId id) {
        return catalog.visibleLessons(List.of(id), Optional.of(Caller.require()))
                .get(id);
    }
}
