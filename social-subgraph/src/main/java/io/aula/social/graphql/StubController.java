package io.aula.social.graphql;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.federation.EntityMapping;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.stereotype.Controller;

/**
 * Foreign entities arrive as ids; the features' fields hang on them, and no store is asked whether they exist. What is no
 * such id is nothing.
 */
@Controller
class StubController {

    @EntityMapping
    List<@Nullable User> user(@Argument List<String> idList) {
        return idList.stream()
                .<@Nullable User>map(id -> UserId.parse(id).map(User::new).orElse(null))
                .toList();
    }

    @EntityMapping
    List<@Nullable Course> course(@Argument List<String> idList) {
        return idList.stream()
                .<@Nullable Course>map(id -> CourseId.parse(id).map(Course::new).orElse(null))
                .toList();
    }

    @EntityMapping
    List<@Nullable Lesson> lesson(@Argument List<String> idList) {
        return idList.stream()
                .<@Nullable Lesson>map(id -> LessonId.parse(id).map(Lesson::new).orElse(null))
                .toList();
    }
}
