package io.aula.courses.catalog;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsDataLoader;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ModuleId;
import io.aula.platform.id.UserId;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.dataloader.MappedBatchLoader;

/**
 * One statement for all that one level of a query asks. They run on the asking thread, which holds the caller, and a
 * registry lives for one request: what is cached is what this caller may see.
 */
@DgsComponent
public class CatalogLoaders {
    public static final String COURSE = "course";
    public static final String COURSE_BY_SLUG = "courseBySlug";
    public static final String MODULE = "module";
    public static final String LESSON = "lesson";
    static final String INSTRUCTORS = "instructors";
    static final String MODULES_OF = "modulesOf";
    static final String STAFFED = "staffed";
    public static final String LESSONS_OF = "lessonsOf";

    @DgsDataLoader(name = COURSE)
    public final MappedBatchLoader<CourseId, Course> course;

    @DgsDataLoader(name = COURSE_BY_SLUG)
    public final MappedBatchLoader<String, Course> courseBySlug;

    @DgsDataLoader(name = MODULE)
    public final MappedBatchLoader<ModuleId, Module> module;

    @DgsDataLoader(name = LESSON)
    public final MappedBatchLoader<LessonId, Lesson> lesson;

    @DgsDataLoader(name = INSTRUCTORS)
    public final MappedBatchLoader<CourseId, List<UserId>> instructors;

    @DgsDataLoader(name = MODULES_OF)
    public final MappedBatchLoader<CourseId, List<Module>> modulesOf;

    @DgsDataLoader(name = LESSONS_OF)
    public final MappedBatchLoader<CourseId, List<Lesson>> lessonsOf;

    /** True for the courses that the caller teaches; the others are missing. */
    @DgsDataLoader(name = STAFFED)
    public final MappedBatchLoader<CourseId, Boolean> staffed;

    CatalogLoaders(CatalogService catalog) {
        course = ids -> CompletableFuture.completedFuture(catalog.visible(ids, Caller.current()));
        courseBySlug = slugs -> CompletableFuture.completedFuture(catalog.visibleBySlug(slugs, Caller.current()));
        module = ids -> CompletableFuture.completedFuture(catalog.visibleModules(ids, Caller.current()));
        lesson = ids -> CompletableFuture.completedFuture(catalog.visibleLessons(ids, Caller.current()));
        instructors = ids -> CompletableFuture.completedFuture(catalog.instructors(ids));
        modulesOf = ids -> CompletableFuture.completedFuture(catalog.visibleModulesOf(ids, Caller.current()));
        lessonsOf = ids -> CompletableFuture.completedFuture(catalog.visibleLessonsOf(ids, Caller.current()));
        staffed = ids -> CompletableFuture.completedFuture(staffed(catalog.staffed(ids, Caller.current())));
    }

    private static Map<CourseId, Boolean> staffed(Set<CourseId> ids) {
        return ids.stream().collect(Collectors.toMap(id -> id, id -> true));
    }
}
