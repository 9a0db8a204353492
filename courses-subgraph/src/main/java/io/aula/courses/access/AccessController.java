package io.aula.courses.access;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import graphql.schema.DataFetchingEnvironment;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.catalog.OutlineController.ArticleContent;
import io.aula.platform.security.Caller;
import java.util.Objects;

/** Access in the graph, and the article's text, which is only for those who have it. */
@DgsComponent
public class AccessController {
    private final AccessService access;

    AccessController(AccessService access) {
        this.access = access;
    }

    @DgsData(parentType = "Course", field = "viewerAccess")
    public Access courseAccess(DataFetchingEnvironment env) {
        Course course = Objects.requireNonNull(env.getSource());
        return access.course(course, Caller.current());
    }

    @DgsData(parentType = "Lesson", field = "viewerAccess")
    public Access lessonAccess(DataFetchingEnvironment env) {
        Lesson lesson = Objects.requireNonNull(env.getSource());
        return access.lesson(lesson, Caller.current());
    }

    @DgsData(parentType = "ArticleContent")
    public String html(DataFetchingEnvironment env) {
        ArticleContent article = Objects.requireNonNull(env.getSource());
        return access.lesson(article.lesson(), Caller.current()).allowed()
                ? article.lesson().article().orEmpty(env.getArgument("locale"), "es")
                : "";
    }
}
