package io.aula.courses.enrollment;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsDataLoader;
import com.netflix.graphql.dgs.DgsEntityFetcher;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import graphql.schema.DataFetchingEnvironment;
import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.User;
import io.aula.courses.graphql.Payload;
import io.aula.courses.schema.types.EnrollInput;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.dataloader.MappedBatchLoader;
import org.jspecify.annotations.Nullable;

/** Enrollments in the graph. */
@DgsComponent
public class EnrollmentController {
    static final String VIEWER_ENROLLMENT = "viewerEnrollment";
    static final String ENROLLMENT = "enrollment";
    static final String COURSE_OF_ENROLLMENT = "courseOfEnrollment";

    @DgsDataLoader(name = ENROLLMENT)
    public final MappedBatchLoader<String, Enrollment> byId;

    @DgsDataLoader(name = VIEWER_ENROLLMENT)
    public final MappedBatchLoader<String, Enrollment> viewerEnrollments;

    /** Whoever may see an enrollment sees what it is of, also of a course that is no longer published and was left. */
    @DgsDataLoader(name = COURSE_OF_ENROLLMENT)
    public final MappedBatchLoader<String, Course> courses;

    private final EnrollmentService enrollments;

    EnrollmentController(EnrollmentService enrollments, CatalogService catalog) {
        this.enrollments = enrollments;
        courses = ids -> CompletableFuture.completedFuture(catalog.known(ids));
        byId = ids -> CompletableFuture.completedFuture(enrollments.visible(ids, Caller.require()));
        viewerEnrollments = courseIds -> CompletableFuture.completedFuture(
                enrollments.ofUser(Caller.require().userId(), courseIds));
    }

    @DgsMutation
    public Map<String, @Nullable Object> enroll(@InputArgument EnrollInput input) {
        return Payload.of(
                "enrollment",
                () -> enrollments.enroll(Caller.require(), input.getCourseId(), input.getIdempotencyKey()));
    }

    @DgsMutation
    public Map<String, @Nullable Object> withdraw(@InputArgument String enrollmentId) {
        return Payload.of("enrollment", () -> enrollments.withdraw(Caller.require(), enrollmentId));
    }

    @DgsEntityFetcher(name = "Enrollment")
    public CompletableFuture<Enrollment> enrollmentEntity(Map<String, Object> key, DgsDataFetchingEnvironment env) {
        DataLoader<String, Enrollment> loader = Objects.requireNonNull(env.getDataLoader(ENROLLMENT));
        return loader.load(String.valueOf(key.get("id")));
    }

    @DgsData(parentType = "Course")
    public CompletableFuture<Enrollment> viewerEnrollment(DgsDataFetchingEnvironment env) {
        Course course = Objects.requireNonNull(env.getSource());
        DataLoader<String, Enrollment> loader = Objects.requireNonNull(env.getDataLoader(VIEWER_ENROLLMENT));
        return loader.load(course.id());
    }

    /** One's own only; an instructor's view of others is the roster. */
    @DgsData(parentType = "User", field = "enrollments")
    public @Nullable Connection<Enrollment> enrollmentsOf(
            @InputArgument io.aula.courses.schema.types.@Nullable EnrollmentFilter filter,
            DataFetchingEnvironment env) {
        User user = Objects.requireNonNull(env.getSource());
        if (!Caller.require().userId().equals(user.id())) {
            return null;
        }
        Slice slice = Slice.of(
                        env.getArgument("first"),
                        env.getArgument("after"),
                        env.getArgument("last"),
                        env.getArgument("before"))
                .ofList("enr");
        return enrollments.page(user.id(), EnrollmentFilter.of(filter), slice);
    }

    @DgsData(parentType = "Enrollment")
    public User user(DataFetchingEnvironment env) {
        return new User(source(env).userId());
    }

    @DgsData(parentType = "Enrollment")
    public CompletableFuture<Course> course(DgsDataFetchingEnvironment env) {
        DataLoader<String, Course> loader = Objects.requireNonNull(env.getDataLoader(COURSE_OF_ENROLLMENT));
        return loader.load(source(env).courseId());
    }

    private static Enrollment source(DataFetchingEnvironment env) {
        return Objects.requireNonNull(env.getSource());
    }
}
