package io.aula.courses.access;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsDataLoader;
import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.catalog.OutlineController.ArticleContent;
import io.aula.platform.security.Caller;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.dataloader.MappedBatchLoader;

/** Access in the graph, and the article's text, which is only for those who have it. */
@DgsComponent
public class AccessController {
    static final String COURSE_ACCESS = "courseAccess";
    static final String LESSON_ACCESS = "lessonAccess";

    @DgsDataLoader(name = COURSE_ACCESS)
    public final MappedBatchLoader<String, Access> courseAccess;

    @DgsDataLoader(name = LESSON_ACCESS)
    public final MappedBatchLoader<String, Access> lessonAccess;

    AccessController(AccessService access, CatalogService catalog) {
        courseAccess = ids -> CompletableFuture.completedFuture(
                access.courses(catalog.known(ids).values(), Caller.current()));
        lessonAccess = ids -> CompletableFuture.completedFuture(
                access.lessons(catalog.knownLessons(ids).values(), Caller.current()));
    }

    @DgsData(parentType = "Course", field = "viewerAccess")
    public CompletableFuture<Access> courseAccess(DgsDataFetchingEnvironment env) {
        Course course = Objects.requireNonNull(env.getSource());
        return load(env, COURSE_ACCESS, course.id());
    }

    @DgsData(parentType = "Lesson", field = "viewerAccess")
    public CompletableFuture<Access> lessonAccess(DgsDataFetchingEnvironment env) {
        Lesson lesson = Objects.requireNonNull(env.getSource());
        return load(env, LESSON_ACCESS, lesson.id());
    }

    @DgsData(parentType = "ArticleContent")
    public CompletableFuture<String> html(DgsDataFetchingEnvironment env) {
        ArticleContent article = Objects.requireNonNull(env.getSource());
        String text = article.lesson().article().orEmpty(env.getArgument("locale"), "es");
        return load(env, LESSON_ACCESS, article.lesson().id()).thenApply(access -> access.allowed() ? text : "");
    }

    private static CompletableFuture<Access> load(DgsDataFetchingEnvironment env, String loader, String id) {
        DataLoader<String, Access> found = Objects.requireNonNull(env.getDataLoader(loader));
        return found.load(id);
    }
}
