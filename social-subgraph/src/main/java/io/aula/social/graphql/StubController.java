package io.aula.social.graphql;

import java.util.List;
import org.springframework.graphql.data.federation.EntityMapping;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.stereotype.Controller;

/** Foreign entities arrive as ids; the features' fields hang on them, and no store is asked whether they exist. */
@Controller
class StubController {

    @EntityMapping
    List<User> user(@Argument List<String> idList) {
        return idList.stream().map(User::new).toList();
    }

    @EntityMapping
    List<Course> course(@Argument List<String> idList) {
        return idList.stream().map(Course::new).toList();
    }

    @EntityMapping
    List<Lesson> lesson(@Argument List<String> idList) {
        return idList.stream().map(Lesson::new).toList();
    }
}
