package io.aula.courses.catalog;

import static io.aula.courses.catalog.CatalogController.load;
import static io.aula.courses.catalog.CatalogController.loadNamed;
import static io.aula.courses.catalog.CatalogController.orEmpty;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsEntityFetcher;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.DgsTypeResolver;
import com.netflix.graphql.dgs.InputArgument;
import graphql.schema.DataFetchingEnvironment;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ModuleId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Modules and lessons in the graph. */
@DgsComponent
public class OutlineController {
    /** A lesson that is watched. The video itself is another feature's to answer. */
    public record VideoContent(Lesson lesson) {}

    /** A lesson that is read. Its text is access's to give. */
    public record ArticleContent(Lesson lesson) {}

    @DgsQuery
    public CompletableFuture<Lesson> lesson(@InputArgument String id, DgsDataFetchingEnvironment env) {
        return loadNamed(env, CatalogLoaders.LESSON, LessonId.parse(id));
    }

    @DgsEntityFetcher(name = "Lesson")
    public CompletableFuture<Lesson> lessonEntity(Map<String, Object> key, DgsDataFetchingEnvironment env) {
        return loadNamed(env, CatalogLoaders.LESSON, LessonId.parse(String.valueOf(key.get("id"))));
    }

    @DgsEntityFetcher(name = "Module")
    public CompletableFuture<Module> moduleEntity(Map<String, Object> key, DgsDataFetchingEnvironment env) {
        return loadNamed(env, CatalogLoaders.MODULE, ModuleId.parse(String.valueOf(key.get("id"))));
    }

    @DgsData(parentType = "Module", field = "course")
    public CompletableFuture<Course> courseOfModule(DgsDataFetchingEnvironment env) {
        return load(env, CatalogLoaders.COURSE, module(env).courseId());
    }

    @DgsData(parentType = "Module", field = "title")
    public CompletableFuture<String> moduleTitle(DgsDataFetchingEnvironment env) {
        Module module = module(env);
        return CatalogController.<CourseId, Course>load(env, CatalogLoaders.COURSE, module.courseId())
                .thenApply(course -> module.titles().orEmpty(env.getArgument("locale"), original(course)));
    }

    @DgsData(parentType = "Module")
    public CompletableFuture<List<Lesson>> lessons(DgsDataFetchingEnvironment env) {
        return lessonsOf(env, module(env));
    }

    @DgsData(parentType = "Module")
    public CompletableFuture<Integer> durationMs(DgsDataFetchingEnvironment env) {
        return lessonsOf(env, module(env))
                .thenApply(all -> all.stream().mapToInt(Lesson::durationMs).sum());
    }

    @DgsData(parentType = "Lesson", field = "course")
    public CompletableFuture<Course> courseOfLesson(DgsDataFetchingEnvironment env) {
        return load(env, CatalogLoaders.COURSE, lesson(env).courseId());
    }

    @DgsData(parentType = "Lesson", field = "module")
    public CompletableFuture<Module> moduleOfLesson(DgsDataFetchingEnvironment env) {
        return load(env, CatalogLoaders.MODULE, lesson(env).moduleId());
    }

    @DgsData(parentType = "Lesson", field = "title")
    public CompletableFuture<String> lessonTitle(DgsDataFetchingEnvironment env) {
        Lesson lesson = lesson(env);
        return CatalogController.<CourseId, Course>load(env, CatalogLoaders.COURSE, lesson.courseId())
                .thenApply(course -> lesson.titles().orEmpty(env.getArgument("locale"), original(course)));
    }

    @DgsData(parentType = "Lesson")
    public Object content(DataFetchingEnvironment env) {
        Lesson lesson = lesson(env);
        return switch (lesson.kind()) {
            case VIDEO -> new VideoContent(lesson);
            case ARTICLE -> new ArticleContent(lesson);
        };
    }

    @DgsTypeResolver(name = "LessonContent")
    public String contentType(Object content) {
        return content.getClass().getSimpleName();
    }

    @DgsData(parentType = "ArticleContent")
    public int readingMs(DataFetchingEnvironment env) {
        ArticleContent article = Objects.requireNonNull(env.getSource());
        return article.lesson().readingMs();
    }

    @DgsData(parentType = "Lesson")
    public CompletableFuture<@Nullable Lesson> next(DgsDataFetchingEnvironment env) {
        return neighbour(env, 1);
    }

    @DgsData(parentType = "Lesson")
    public CompletableFuture<@Nullable Lesson> previous(DgsDataFetchingEnvironment env) {
        return neighbour(env, -1);
    }

    private static CompletableFuture<@Nullable Lesson> neighbour(DgsDataFetchingEnvironment env, int step) {
        Lesson lesson = lesson(env);
        return CatalogController.<CourseId, List<Lesson>>load(env, CatalogLoaders.LESSONS_OF, lesson.courseId())
                .thenApply(found -> {
                    List<Lesson> all = orEmpty(found);
                    int at = all.stream().map(Lesson::id).toList().indexOf(lesson.id()) + step;
                    return at >= 0 && at < all.size() ? all.get(at) : null;
                });
    }

    private static CompletableFuture<List<Lesson>> lessonsOf(DgsDataFetchingEnvironment env, Module module) {
        return CatalogController.<CourseId, List<Lesson>>load(env, CatalogLoaders.LESSONS_OF, module.courseId())
                .thenApply(all -> orEmpty(all).stream()
                        .filter(lesson -> lesson.moduleId().equals(module.id()))
                        .toList());
    }

    private static String original(@Nullable Course course) {
        return course == null ? "es" : course.originalLocale();
    }

    private static Module module(DataFetchingEnvironment env) {
        return Objects.requireNonNull(env.getSource());
    }

    private static Lesson lesson(DataFetchingEnvironment env) {
        return Objects.requireNonNull(env.getSource());
    }
}
