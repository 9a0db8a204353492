package io.aula.identity.course;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import io.aula.platform.messaging.MalformedEventException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Takes what courses tells of courses. */
@Component
class CourseEvents implements EventHandler {
    private final Courses courses;

    CourseEvents(Courses courses) {
        this.courses = courses;
    }

    @Override
    public String queue() {
        return "identity.projection";
    }

    @Override
    public void handle(Event event) {
        switch (event.type()) {
            case "course.updated", "course.published", "course.archived" -> courses.keep(told(event));
            default -> {} // the queue's bindings are wider than what is of use here
        }
    }

    private static Courses.Told told(Event event) {
        JsonNode data = event.data();
        CourseId id = CourseId.parse(data.path("courseId").asString(""))
                .orElseThrow(() -> new MalformedEventException(event.type() + " " + event.id() + " is of no course"));
        List<UserId> staff = data.path("instructorIds")
                .valueStream()
                .flatMap(each -> UserId.parse(each.asString("")).stream())
                .toList();
        JsonNode isFree = data.path("isFree");
        return new Courses.Told(
                id,
                data.path("title").asString(""),
                UserId.parse(data.path("ownerId").asString("")).orElse(null),
                staff,
                isFree.isBoolean() ? isFree.asBoolean() : null,
                status(data.path("status").asString("")),
                event.version());
    }

    /** Null for one of a version to come, which closes nothing. */
    private static Course.@Nullable Status status(String word) {
        return Arrays.stream(Course.Status.values())
                .filter(each -> each.name().equals(word))
                .findFirst()
                .orElse(null);
    }
}
