package io.aula.courses.authoring;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsTypeResolver;
import com.netflix.graphql.dgs.InputArgument;
import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.catalog.Module;
import io.aula.courses.graphql.Payload;
import io.aula.courses.graphql.Refusal;
import io.aula.courses.graphql.UserError;
import io.aula.courses.schema.types.CreateCourseInput;
import io.aula.courses.schema.types.CreateLessonInput;
import io.aula.courses.schema.types.CreateModuleInput;
import io.aula.courses.schema.types.MoveItemInput;
import io.aula.courses.schema.types.PublishCourseInput;
import io.aula.courses.schema.types.UpdateCourseInput;
import io.aula.courses.schema.types.UpdateLessonInput;
import io.aula.courses.schema.types.UpdateModuleInput;
import io.aula.platform.graphql.Given;
import io.aula.platform.id.Ids;
import io.aula.platform.security.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

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

    @DgsMutation
    public Map<String, @Nullable Object> createCourse(@InputArgument CreateCourseInput input) {
        return course(() -> courses.create(
                Caller.require(),
                new Drafts.NewCourse(
                        input.getOriginalLocale(),
                        AuthoredText.title(input.getTitle()),
                        AuthoredText.subtitle(input.getSubtitle()),
                        input.getLevel(),
                        AuthoredText.tags(input.getTags())),
                input.getIdempotencyKey()));
    }

    @DgsMutation
    public Map<String, @Nullable Object> updateCourse(@InputArgument UpdateCourseInput input) {
        return course(() -> courses.update(Caller.require(), CourseChange.of(input)));
    }

    @DgsMutation
    public Map<String, @Nullable Object> publishCourse(@InputArgument PublishCourseInput input) {
        return course(() ->
                courses.publish(Caller.require(), input.getId(), input.getExpectedRevision(), input.getUnlisted()));
    }

    @DgsMutation
    public Map<String, @Nullable Object> unpublishCourse(
            @InputArgument String id, @InputArgument int expectedRevision) {
        return course(() -> courses.unpublish(Caller.require(), id, expectedRevision));
    }

    @DgsMutation
    public Map<String, @Nullable Object> archiveCourse(@InputArgument String id, @InputArgument int expectedRevision) {
        return course(() -> courses.archive(Caller.require(), id, expectedRevision));
    }

    @DgsMutation
    public Map<String, @Nullable Object> createModule(@InputArgument CreateModuleInput input) {
        return module(() -> outlines.createModule(
                Caller.require(),
                new OutlineAuthoring.NewModule(
                        input.getCourseId(),
                        AuthoredText.title(input.getTitle()),
                        Given.of(input.hasAfterId(), input.getAfterId())),
                input.getIdempotencyKey()));
    }

    @DgsMutation
    public Map<String, @Nullable Object> updateModule(@InputArgument UpdateModuleInput input) {
        return module(
                () -> outlines.updateModule(Caller.require(), input.getId(), AuthoredText.titles(input.getTitle())));
    }

    @DgsMutation
    public Map<String, @Nullable Object> createLesson(@InputArgument CreateLessonInput input) {
        return lesson(() -> outlines.createLesson(
                Caller.require(),
                new OutlineAuthoring.NewLesson(
                        input.getModuleId(),
                        AuthoredText.title(input.getTitle()),
                        input.getKind(),
                        input.getIsFreePreview(),
                        Given.of(input.hasAfterId(), input.getAfterId())),
                input.getIdempotencyKey()));
    }

    @DgsMutation
    public Map<String, @Nullable Object> updateLesson(@InputArgument UpdateLessonInput input) {
        return lesson(() -> outlines.updateLesson(Caller.require(), LessonChange.of(input)));
    }

    @DgsMutation
    public Map<String, @Nullable Object> publishLesson(@InputArgument String id) {
        return lesson(() -> lessons.publish(Caller.require(), id));
    }

    @DgsMutation
    public Map<String, @Nullable Object> unpublishLesson(@InputArgument String id) {
        return lesson(() -> lessons.unpublish(Caller.require(), id));
    }

    @DgsMutation
    public Map<String, @Nullable Object> moveItem(@InputArgument MoveItemInput input) {
        return itemAndCourse(() -> outlines.move(
                Caller.require(),
                input.getItemId(),
                input.getToModuleId(),
                Given.of(input.hasAfterId(), input.getAfterId())));
    }

    @DgsMutation
    public Map<String, @Nullable Object> deleteItem(@InputArgument String id, @InputArgument int expectedRevision) {
        return answer("deletedId", () -> deletion.delete(Caller.require(), id, expectedRevision));
    }

    @DgsMutation
    public Map<String, @Nullable Object> restoreItem(@InputArgument String id) {
        return itemAndCourse(() -> restoration.restore(Caller.require(), id));
    }

    @DgsMutation
    public Map<String, @Nullable Object> purgeItem(@InputArgument String id) {
        return answer("deletedId", () -> deletion.purge(Caller.require(), id));
    }

    @DgsTypeResolver(name = "CourseItem")
    public String courseItemType(Object item) {
        return item.getClass().getSimpleName();
    }

    private Map<String, @Nullable Object> course(Supplier<String> useCase) {
        return answer("course", () -> known(useCase.get()));
    }

    private Map<String, @Nullable Object> module(Supplier<String> useCase) {
        return answer("module", () -> module(useCase.get()));
    }

    private Map<String, @Nullable Object> lesson(Supplier<String> useCase) {
        return answer("lesson", () -> lesson(useCase.get()));
    }

    private Map<String, @Nullable Object> itemAndCourse(Supplier<String> useCase) {
        Map<String, @Nullable Object> payload = new HashMap<>(answer("item", () -> {
            String id = useCase.get();
            return Ids.is("mod", id) ? module(id) : lesson(id);
        }));
        payload.put(
                "course",
                switch (payload.get("item")) {
                    case Module module -> known(module.courseId());
                    case Lesson lesson -> known(lesson.courseId());
                    case null, default -> null;
                });
        return payload;
    }

    /** What the database refuses because somebody was quicker is a refusal as any other. */
    private static Map<String, @Nullable Object> answer(String field, Supplier<@Nullable Object> useCase) {
        return Payload.of(field, () -> {
            try {
                return useCase.get();
            } catch (DuplicateKeyException e) {
                if (String.valueOf(e.getMessage()).contains("course_slug")) {
                    throw new Refusal(UserError.invalid(
                            "SLUG_TAKEN", "Esa dirección ya está en uso.", "That address is taken.", "slug"));
                }
                throw e;
            }
        });
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
