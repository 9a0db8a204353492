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
import io.aula.courses.schema.types.EnrollInput;
import io.aula.courses.schema.types.EnrollmentFilter;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.EnrollmentId;
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
    public final MappedBatchLoader<EnrollmentId, Enrollment> byId;

    @DgsDataLoader(name = VIEWER_ENROLLMENT)
    public final MappedBatchLoader<CourseId, Enrollment> viewerEnrollments;

    /** Whoever may see an enrollment sees what it is of, also of a course that is no longer published and was left. */
    @DgsDataLoader(name = COURSE_OF_ENROLLMENT)
    public final MappedBatchLoader<CourseId, Course> courses;

    private final EnrollmentService enrollments;

    EnrollmentController(EnrollmentService enrollments, CatalogService catalog) {
        this.enrollments = enrollments;
        courses = ids -> CompletableFuture.completedFuture(catalog.known(ids));
        byId = ids -> CompletableFuture.completedFuture(enrollments.visible(ids, Caller.require()));
        viewerEnrollments = courseIds -> CompletableFuture.completedFuture(
                enrollments.ofUser(Caller.require().user(), courseIds));
    }

    @DgsMutation
    public EnrollPayload enroll(@InputArgument EnrollInput input) {
        return EnrollPayload.of(CourseId.parse(input.getCourseId())
                .map(id -> enrollments.enroll(Caller.require(), id, input.getIdempotencyKey()))
                .orElseGet(() -> new EnrollmentOutcome.NoCourse(input.getCourseId())));
    }

    @DgsMutation
    public EnrollPayload withdraw(@InputArgument String enrollmentId) {
        return EnrollPayload.of(EnrollmentId.parse(enrollmentId)
                .map(id -> enrollments.withdraw(Caller.require(), id))
                .orElseGet(() -> new EnrollmentOutcome.NoEnrollment(enrollmentId)));
    }

    @DgsEntityFetcher(name = "Enrollment")
    public CompletableFuture<Enrollment> enrollmentEntity(Map<String, Object> key, DgsDataFetchingEnvironment env) {
        DataLoader<EnrollmentId, Enrollment> loader = Objects.requireNonNull(env.getDataLoader(ENROLLMENT));
        return EnrollmentId.parse(String.valueOf(key.get("id")))
                .map(loader::load)
                .orElseGet(() -> CompletableFuture.completedFuture(null)); // missing, as one that is not there
    }

    @DgsData(parentType = "Course")
    public CompletableFuture<Enrollment> viewerEnrollment(DgsDataFetchingEnvironment env) {
        Course course = Objects.requireNonNull(env.getSource());
        DataLoader<CourseId, Enrollment> loader = Objects.requireNonNull(env.getDataLoader(VIEWER_ENROLLMENT));
        return loader.load(course.id());
    }

    /** One's own only; an instructor's view of others is the roster. */
    @DgsData(parentType = "User", field = "enrollments")
    public @Nullable Connection<Enrollment> enrollmentsOf(
            @InputArgument @Nullable EnrollmentFilter filter, DataFetchingEnvironment env) {
        User user = Objects.requireNonNull(env.getSource());
        if (!Caller.require().user().equals(user.id())) {
            return null;
        }
        Slice slice = Slice.of(
                        env.getArgument("first"),
                        env.getArgument("after"),
                        env.getArgument("last"),
                        env.getArgument("before"))
                .ofList(EnrollmentId.PREFIX);
        return enrollments.page(user.id(), EnrollmentSearch.of(filter), slice);
    }

    @DgsData(parentType = "Enrollment")
    public User user(DataFetchingEnvironment env) {
        return new User(source(env).userId());
    }

    @DgsData(parentType = "Enrollment")
    public CompletableFuture<Course> course(DgsDataFetchingEnvironment env) {
        DataLoader<CourseId, Course> loader = Objects.requireNonNull(env.getDataLoader(COURSE_OF_ENROLLMENT));
        return loader.load(source(env).courseId());
    }

    private static Enrollment source(DataFetchingEnvironment env) {
        return Objects.requireNonNull(env.getSource());
    }
}
