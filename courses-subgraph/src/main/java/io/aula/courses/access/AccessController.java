package io.aula.courses.access;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsDataLoader;
import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.catalog.OutlineController.ArticleContent;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.security.Caller;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.dataloader.DataLoader;
import org.dataloader.MappedBatchLoader;
import org.jspecify.annotations.Nullable;

/** Access in the graph, and the article's text, which is only for those who have it. */
@DgsComponent
public class AccessController {
    static final String COURSE_ACCESS = "courseAccess";
    static final String LESSON_ACCESS = "lessonAccess";
    static final String ARTICLE_TEXT = "articleText";

    @DgsDataLoader(name = COURSE_ACCESS)
    public final MappedBatchLoader<CourseId, Access> courseAccess;

    @DgsDataLoader(name = LESSON_ACCESS)
    public final MappedBatchLoader<LessonId, Access> lessonAccess;

    @DgsDataLoader(name = ARTICLE_TEXT)
    public final MappedBatchLoader<ArticleText, String> articleText;

    /** An article in the language that was asked for, if one was. */
    public record ArticleText(LessonId lessonId, @Nullable String locale) {}

    AccessController(AccessService access, CatalogService catalog) {
        articleText = asked -> CompletableFuture.completedFuture(readable(access, catalog, asked));
        courseAccess = ids -> CompletableFuture.completedFuture(
                access.courses(catalog.known(ids).values(), Caller.current()));
        lessonAccess = ids -> CompletableFuture.completedFuture(
                access.lessons(catalog.knownLessons(ids).values(), Caller.current()));
    }

    /** Nothing is read that the caller may not read. */
    private static Map<ArticleText, String> readable(
            AccessService access, CatalogService catalog, Set<ArticleText> asked) {
        Set<LessonId> ids = asked.stream().map(ArticleText::lessonId).collect(Collectors.toSet());
        Map<LessonId, Access> mays = access.lessons(catalog.knownLessons(ids).values(), Caller.current());
        Map<ArticleText, String> texts = new HashMap<>();
        asked.stream()
                .filter(each -> mays.containsKey(each.lessonId())
                        && mays.get(each.lessonId()).allowed())
                .collect(Collectors.groupingBy(each -> Optional.ofNullable(each.locale())))
                .forEach((locale, same) -> {
                    Map<LessonId, String> found = catalog.articles(
                            same.stream().map(ArticleText::lessonId).toList(), locale.orElse(null));
                    same.forEach(each -> texts.put(each, found.getOrDefault(each.lessonId(), "")));
                });
        return texts;
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
        ArticleText text = new ArticleText(article.lesson().id(), env.getArgument("locale"));
        DataLoader<ArticleText, String> texts = Objects.requireNonNull(env.getDataLoader(ARTICLE_TEXT));
        return texts.load(text).thenApply(found -> Objects.requireNonNullElse(found, ""));
    }

    private static <K> CompletableFuture<Access> load(DgsDataFetchingEnvironment env, String loader, K id) {
        DataLoader<K, Access> found = Objects.requireNonNull(env.getDataLoader(loader));
        return found.load(id);
    }
}
