package io.aula.identity.course;

import io.aula.identity.graphql.UserError;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.CourseId;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.federation.EntityMapping;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Courses in the graph, as far as this service knows them. */
@Controller
class CourseController {
    private final CourseService courses;

    CourseController(CourseService courses) {
        this.courses = courses;
    }

    record SetCourseFreeInput(String courseId, boolean isFree) {}

    record CourseFreePayload(@Nullable Course course, List<UserError> userErrors) {}

    /** In the order of the representations; one that is not known here yet is one of which nothing is known. */
    @EntityMapping("Course")
    List<@Nullable Course> courses(List<Map<String, Object>> representations) {
        List<Optional<CourseId>> ids = representations.stream()
                .map(one -> CourseId.parse(String.valueOf(one.get("id"))))
                .toList();
        Map<CourseId, Course> found =
                courses.byIds(ids.stream().flatMap(Optional::stream).distinct().toList());
        return ids.stream()
                .<@Nullable Course>map(id -> id.map(each -> found.getOrDefault(each, Course.unknown(each)))
                        .orElse(null))
                .toList();
    }

    @SchemaMapping(typeName = "Course")
    String id(Course course) {
        return course.id().text();
    }

    @SchemaMapping(typeName = "Course")
    @Nullable
    Boolean isFree(Course course) {
        return course.isFree();
    }

    @MutationMapping
    CourseFreePayload setCourseFree(@Argument SetCourseFreeInput input) {
        CourseService.Outcome outcome = CourseId.parse(input.courseId())
                .map(id -> courses.setFree(Caller.require(), id, input.isFree()))
                .orElseGet(() -> new CourseService.Outcome.NoSuchCourse(input.courseId()));
        return switch (outcome) {
            case CourseService.Outcome.Decided(Course course) -> new CourseFreePayload(course, List.of());
            case CourseService.Outcome.NoSuchCourse(String id) ->
                refused(new UserError.NotFoundError(
                        "NOT_FOUND",
                        Messages.of(
                                "No conocemos ese curso. Si lo acabas de crear, espera unos segundos.",
                                "We do not know that course. If you have just made it, wait a few seconds."),
                        List.of("input", "courseId"),
                        id));
            case CourseService.Outcome.NotTaught() ->
                refused(new UserError.ForbiddenError(
                        "FORBIDDEN",
                        Messages.of(
                                "Solo quien imparte el curso decide si es gratuito.",
                                "Only those who teach the course decide whether it is free."),
                        List.of("input", "courseId"),
                        "TEACHES_COURSE"));
        };
    }

    private static CourseFreePayload refused(UserError error) {
        return new CourseFreePayload(null, List.of(error));
    }
}
