package io.aula.courses.authoring;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsTypeResolver;
import com.netflix.graphql.dgs.InputArgument;
import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.catalog.Module;
import io.aula.courses.graphql.Payload;
import io.aula.platform.id.Ids;
import io.aula.platform.security.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The teacher's mutations. */
@DgsComponent
public class AuthoringController {
    private final CourseAuthoring courses;
    private final OutlineAuthoring outlines;
    private final CatalogService catalog;

    AuthoringController(CourseAuthoring courses, OutlineAuthoring outlines, CatalogService catalog) {
        this.courses = courses;
        this.outlines = outlines;
        this.catalog = catalog;
    }

    @DgsMutation
    public Map<String, @Nullable Object> createCourse(@InputArgument Map<String, Object> input) {
        Caller caller = Caller.require();
        var course = new Drafts.NewCourse(
                text(input, "originalLocale"),
                text(input, "title").strip(),
                (String) input.get("subtitle"),
                text(input, "level"),
                new CourseInput(input).strings("tags").orElse(List.of()));
        return Payload.of("course", () -> course(courses.create(caller, course, text(input, "idempotencyKey"))));
    }

    @DgsMutation
    public Map<String, @Nullable Object> updateCourse(@InputArgument Map<String, Object> input) {
        return Payload.of("course", () -> course(courses.update(Caller.require(), input)));
    }

    @DgsMutation
    public Map<String, @Nullable Object> publishCourse(@InputArgument Map<String, Object> input) {
        return Payload.of(
                "course",
                () -> course(courses.publish(
                        Caller.require(),
                        text(input, "id"),
                        (int) Objects.requireNonNull(input.get("expectedRevision")),
                        Boolean.TRUE.equals(input.get("unlisted")))));
    }

    @DgsMutation
    public Map<String, @Nullable Object> archiveCourse(@InputArgument String id, @InputArgument int expectedRevision) {
        return Payload.of("course", () -> course(courses.archive(Caller.require(), id, expectedRevision)));
    }

    @DgsMutation
    public Map<String, @Nullable Object> createModule(@InputArgument Map<String, Object> input) {
        return Payload.of(
                "module",
                () -> module(outlines.createModule(
                        Caller.require(),
                        text(input, "courseId"),
                        text(input, "title").strip(),
                        (String) input.get("afterId"),
                        !input.containsKey("afterId"),
                        text(input, "idempotencyKey"))));
    }

    @DgsMutation
    @SuppressWarnings("unchecked") // a list of LocalizedTextInput, as the schema has it
    public Map<String, @Nullable Object> updateModule(@InputArgument Map<String, Object> input) {
        return Payload.of(
                "module",
                () -> module(outlines.updateModule(Caller.require(), text(input, "id"), (List<Map<String, String>>)
                        Objects.requireNonNull(input.get("title")))));
    }

    @DgsMutation
    public Map<String, @Nullable Object> createLesson(@InputArgument Map<String, Object> input) {
        var lesson = new OutlineAuthoring.NewLesson(
                text(input, "moduleId"),
                text(input, "title").strip(),
                text(input, "kind"),
                Boolean.TRUE.equals(input.get("isFreePreview")),
                (String) input.get("afterId"),
                !input.containsKey("afterId"));
        return Payload.of(
                "lesson", () -> lesson(outlines.createLesson(Caller.require(), lesson, text(input, "idempotencyKey"))));
    }

    @DgsMutation
    public Map<String, @Nullable Object> updateLesson(@InputArgument Map<String, Object> input) {
        return Payload.of("lesson", () -> lesson(outlines.updateLesson(Caller.require(), input)));
    }

    @DgsMutation
    public Map<String, @Nullable Object> moveItem(@InputArgument Map<String, Object> input) {
        Map<String, @Nullable Object> payload = new HashMap<>(Payload.of("item", () -> {
            String id =
                    outlines.move(Caller.require(), text(input, "itemId"), (String) input.get("toModuleId"), (String)
                            input.get("afterId"));
            return Ids.is("mod", id) ? module(id) : lesson(id);
        }));
        switch (payload.get("item")) {
            case Module module -> payload.put("course", course(module.courseId()));
            case Lesson lesson -> payload.put("course", course(lesson.courseId()));
            case null, default -> payload.put("course", null);
        }
        return payload;
    }

    @DgsTypeResolver(name = "CourseItem")
    public String courseItemType(Object item) {
        return item.getClass().getSimpleName();
    }

    @DgsMutation
    public Map<String, @Nullable Object> deleteItem(@InputArgument String id, @InputArgument int expectedRevision) {
        return Payload.of("deletedId", () -> outlines.delete(Caller.require(), id, expectedRevision));
    }

    private Object course(String id) {
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

    private static String text(Map<String, Object> input, String name) {
        return String.valueOf(Objects.requireNonNull(input.get(name), name));
    }
}
