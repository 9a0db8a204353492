package io.aula.courses.saved;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsDataLoader;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import graphql.schema.DataFetchingEnvironment;
import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.User;
import io.aula.courses.graphql.UserError;
import io.aula.courses.refusal.Result;
import io.aula.platform.id.CourseId;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.dataloader.DataLoader;
import org.dataloader.MappedBatchLoader;
import org.jspecify.annotations.Nullable;

/** Courses that are kept for later, in the graph: each person's for themselves. */
@DgsComponent
public class SavingController {
    static final String SAVED = "viewerSaved";

    @DgsDataLoader(name = SAVED)
    public final MappedBatchLoader<CourseId, Boolean> savedByViewer;

    private final SavingService service;
    private final CatalogService catalog;

    SavingController(SavingService service, CatalogService catalog) {
        this.service = service;
        this.catalog = catalog;
        savedByViewer = ids -> CompletableFuture.completedFuture(saved(Set.copyOf(ids)));
    }

    private Map<CourseId, Boolean> saved(Set<CourseId> ids) {
        Set<CourseId> kept = service.among(Caller.require().user(), ids);
        return ids.stream().collect(Collectors.toMap(id -> id, kept::contains));
    }

    record CoursePayload(@Nullable Course course, List<UserError> userErrors) {}

    @DgsMutation
    public CoursePayload saveCourse(@InputArgument String courseId, @InputArgument boolean on) {
        Caller caller = Caller.require();
        return switch (Result.on(courseId, CourseId::parse, id -> service.set(caller, id, on))) {
            case Result.Done<CourseId>(CourseId id) ->
                new CoursePayload(catalog.course(id, Optional.of(caller)).orElse(null), List.of());
            case Result.Refused<CourseId>(var why) -> new CoursePayload(null, UserError.of(why));
        };
    }

    @DgsData(parentType = "Course")
    public CompletableFuture<Boolean> viewerSaved(DgsDataFetchingEnvironment env) {
        Course course = Objects.requireNonNull(env.getSource());
        DataLoader<CourseId, Boolean> loader = Objects.requireNonNull(env.getDataLoader(SAVED));
        return loader.load(course.id());
    }

    /** One's own only. */
    @DgsData(parentType = "User")
    public @Nullable Connection<Course> savedCourses(DataFetchingEnvironment env) {
        User user = Objects.requireNonNull(env.getSource());
        Slice slice = Slice.forward(env.getArgument("first"), env.getArgument("after"))
                .ofList(CourseId.PREFIX);
        return Caller.require().user().equals(user.id()) ? service.page(Caller.require(), slice) : null;
    }
}
