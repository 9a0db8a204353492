package io.aula.courses.catalog;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsEntityFetcher;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import graphql.schema.DataFetchingEnvironment;
import io.aula.courses.schema.types.CourseFilter;
import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;

/** Courses in the graph: the catalog, the course by id or slug, and its own fields. */
@DgsComponent
public class CatalogController {
    private final CatalogService catalog;

    CatalogController(CatalogService catalog) {
        this.catalog = catalog;
    }

    @DgsQuery
    public @Nullable CompletableFuture<Course> course(
            @InputArgument @Nullable String id, @InputArgument @Nullable String slug, DgsDataFetchingEnvironment env) {
        if ((id == null) == (slug == null)) {
            throw DomainException.badInput(Messages.of(
                    "Un curso se busca por su id o por su slug: da uno de los dos.",
                    "A course is found by its id or by its slug: give one of the two."));
        }
        return id != null
                ? CourseId.parse(id)
                        .map(known -> CatalogController.<CourseId, Course>load(env, CatalogLoaders.COURSE, known))
                        .orElse(null)
                : load(
                        env,
                        CatalogLoaders.COURSE_BY_SLUG,
                        Objects.requireNonNull(slug).toLowerCase());
    }

    @DgsQuery
    public CoursePage courses(
            @InputArgument @Nullable CourseFilter filter, @InputArgument CourseSort sort, DataFetchingEnvironment env) {
        CourseSearch search = CourseSearch.of(filter);
        Slice slice = Slice.of(
                env.getArgument("first"), env.getArgument("after"), env.getArgument("last"), env.getArgument("before"));
        // How well a course fits is said of these words and no others.
        boolean isByWords = sort == CourseSort.RELEVANCE && search.query() != null;
        return catalog.page(
                search,
                sort,
                isByWords
                        ? slice.ofSearch(CourseId.PREFIX, sort, Objects.requireNonNull(search.query()))
                        : slice.ofList(CourseId.PREFIX, sort),
                Caller.current());
    }

    @DgsQuery
    public SearchSuggestions searchSuggestions(@InputArgument String query) {
        return catalog.suggestions(query);
    }

    @DgsEntityFetcher(name = "Course")
    public CompletableFuture<Course> courseEntity(Map<String, Object> key, DgsDataFetchingEnvironment env) {
        return key.get("id") instanceof String id
                ? loadNamed(env, CatalogLoaders.COURSE, CourseId.parse(id))
                : load(
                        env,
                        CatalogLoaders.COURSE_BY_SLUG,
                        String.valueOf(key.get("slug")).toLowerCase());
    }

    @DgsEntityFetcher(name = "User")
    public CompletableFuture<@Nullable User> userEntity(Map<String, Object> key) {
        return CompletableFuture.completedFuture(
                UserId.parse(String.valueOf(key.get("id"))).map(User::new).orElse(null));
    }

    @DgsData(parentType = "Course")
    public String title(DataFetchingEnvironment env) {
        Course course = source(env);
        return course.titles().orEmpty(env.getArgument("locale"), course.originalLocale());
    }

    @DgsData(parentType = "Course")
    public @Nullable String subtitle(DataFetchingEnvironment env) {
        Course course = source(env);
        return course.subtitles().in(env.getArgument("locale"), course.originalLocale());
    }

    @DgsData(parentType = "Course")
    public String descriptionHtml(DataFetchingEnvironment env) {
        Course course = source(env);
        return course.descriptions().orEmpty(env.getArgument("locale"), course.originalLocale());
    }

    @DgsData(parentType = "Course")
    public CompletableFuture<List<User>> instructors(DgsDataFetchingEnvironment env) {
        return CatalogController.<CourseId, List<UserId>>load(
                        env, CatalogLoaders.INSTRUCTORS, source(env).id())
                .thenApply(ids -> orEmpty(ids).stream().map(User::new).toList());
    }

    @DgsData(parentType = "Course")
    public User owner(DgsDataFetchingEnvironment env) {
        return new User(source(env).ownerId());
    }

    @DgsData(parentType = "Course")
    public CompletableFuture<List<Module>> modules(DgsDataFetchingEnvironment env) {
        return CatalogController.<CourseId, List<Module>>load(
                        env, CatalogLoaders.MODULES_OF, source(env).id())
                .thenApply(CatalogController::orEmpty);
    }

    @DgsData(parentType = "Course")
    public CompletableFuture<Integer> lessonCount(DgsDataFetchingEnvironment env) {
        return extent(env).thenApply(Course.Extent::lessons);
    }

    @DgsData(parentType = "Course")
    public CompletableFuture<Integer> durationMs(DgsDataFetchingEnvironment env) {
        return extent(env).thenApply(Course.Extent::durationMs);
    }

    private static CompletableFuture<Course.Extent> extent(DgsDataFetchingEnvironment env) {
        Course course = source(env);
        return CatalogController.<CourseId, Boolean>load(env, CatalogLoaders.STAFFED, course.id())
                .thenApply(isStaff -> Boolean.TRUE.equals(isStaff) ? course.whole() : course.published());
    }

    /** Published ones for everybody; all of them for the teacher. */
    @DgsData(parentType = "User")
    public CoursePage teaching(DataFetchingEnvironment env) {
        User user = Objects.requireNonNull(env.getSource());
        boolean isSelf = Caller.current()
                .filter(caller -> caller.user().equals(user.id()))
                .isPresent();
        List<CourseStatus> statuses = isSelf ? List.of(CourseStatus.values()) : List.of();
        return catalog.page(
                CourseSearch.taughtBy(user.id(), statuses),
                CourseSort.NEWEST,
                Slice.forward(env.getArgument("first"), env.getArgument("after"))
                        .ofList(CourseId.PREFIX),
                Caller.current());
    }

    static Course source(DataFetchingEnvironment env) {
        return Objects.requireNonNull(env.getSource());
    }

    static <K, T> CompletableFuture<T> load(DgsDataFetchingEnvironment env, String loader, K key) {
        DataLoader<K, T> found = Objects.requireNonNull(env.getDataLoader(loader));
        return found.load(key);
    }

    /** What is no id of its kind is missing, as what is not there. */
    static <K, T extends @Nullable Object> CompletableFuture<T> loadNamed(
            DgsDataFetchingEnvironment env, String loader, Optional<K> key) {
        return key.map(known -> CatalogController.<K, T>load(env, loader, known))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
