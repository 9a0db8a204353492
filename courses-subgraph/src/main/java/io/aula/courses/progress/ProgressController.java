package io.aula.courses.progress;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsDataLoader;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsSubscription;
import com.netflix.graphql.dgs.InputArgument;
import graphql.schema.DataFetchingEnvironment;
import io.aula.courses.catalog.CatalogLoaders;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.catalog.Module;
import io.aula.courses.catalog.User;
import io.aula.courses.enrollment.Enrollment;
import io.aula.courses.graphql.FreshEvents;
import io.aula.courses.graphql.UserError;
import io.aula.courses.schema.types.MarkLessonInput;
import io.aula.courses.schema.types.RecordWatchInput;
import io.aula.platform.id.LessonId;
import io.aula.platform.messaging.LiveBus;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.dataloader.MappedBatchLoader;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Progress in the graph. */
@DgsComponent
public class ProgressController {
    static final String PROGRESS = "viewerProgress";
    static final String COMPLETED_IN = "completedIn";
    static final String RESUME = "resume";
    private static final int HEARTBEAT_MS = 12_000;

    @DgsDataLoader(name = PROGRESS)
    public final MappedBatchLoader<String, LessonProgress> ownProgress;

    @DgsDataLoader(name = COMPLETED_IN)
    public final MappedBatchLoader<String, Integer> completedIn;

    @DgsDataLoader(name = RESUME)
    public final MappedBatchLoader<Learner, ResumePoint> resumePoints;

    private final ProgressService service;
    private final LiveBus bus;

    ProgressController(ProgressService service, LiveBus bus) {
        this.service = service;
        this.bus = bus;
        ownProgress = lessonIds ->
                CompletableFuture.completedFuture(service.of(Caller.require().userId(), lessonIds));
        completedIn = moduleIds -> CompletableFuture.completedFuture(
                service.completedIn(Caller.require().userId(), moduleIds));
        resumePoints = learners -> CompletableFuture.completedFuture(service.resume(learners));
    }

    /** @param acceptedSeq the number of the batch that was answered */
    record RecordWatchPayload(
            @Nullable LessonProgress progress,
            int nextHeartbeatMs,
            int acceptedSeq,
            boolean courseCompleted,
            List<UserError> userErrors) {}

    record LessonProgressPayload(@Nullable LessonProgress progress, List<UserError> userErrors) {}

    @DgsMutation
    public RecordWatchPayload recordWatch(@InputArgument RecordWatchInput input) {
        Outcome outcome = service.record(Caller.require(), batch(input));
        return new RecordWatchPayload(
                OutcomeErrors.progress(outcome),
                HEARTBEAT_MS,
                input.getSeq(),
                outcome instanceof Outcome.Taken taken && taken.isCourseCompleted(),
                OutcomeErrors.of(outcome));
    }

    @DgsMutation
    public LessonProgressPayload recordRead(@InputArgument String lessonId) {
        return payload(service.read(Caller.require(), lessonId));
    }

    @DgsMutation
    public LessonProgressPayload markLesson(@InputArgument MarkLessonInput input) {
        return payload(service.mark(Caller.require(), input.getLessonId(), input.getCompleted()));
    }

    private static LessonProgressPayload payload(Outcome outcome) {
        return new LessonProgressPayload(OutcomeErrors.progress(outcome), OutcomeErrors.of(outcome));
    }

    private static WatchBatch batch(RecordWatchInput input) {
        List<WatchBatch.Interval> intervals = input.getIntervals().stream()
                .map(each -> new WatchBatch.Interval(each.getStartMs(), each.getEndMs()))
                .toList();
        return new WatchBatch(
                input.getSessionId(), input.getSeq(), intervals, input.getPositionMs(), input.getDeviceLabel());
    }

    @DgsData(parentType = "Lesson")
    public CompletableFuture<LessonProgress> viewerProgress(DgsDataFetchingEnvironment env) {
        Lesson lesson = Objects.requireNonNull(env.getSource());
        DataLoader<String, LessonProgress> loader = Objects.requireNonNull(env.getDataLoader(PROGRESS));
        return loader.load(lesson.id());
    }

    @DgsData(parentType = "Module")
    public CompletableFuture<Integer> viewerCompletedLessons(DgsDataFetchingEnvironment env) {
        Module module = Objects.requireNonNull(env.getSource());
        DataLoader<String, Integer> loader = Objects.requireNonNull(env.getDataLoader(COMPLETED_IN));
        return loader.load(module.id()).thenApply(done -> done == null ? 0 : done);
    }

    @DgsData(parentType = "User")
    public @Nullable List<ResumePoint> continueLearning(DataFetchingEnvironment env) {
        User user = Objects.requireNonNull(env.getSource());
        int first = Slice.sizeOf(env.getArgument("first"));
        return Caller.require().userId().equals(user.id()) ? service.unfinished(user.id(), first) : null;
    }

    @DgsData(parentType = "Enrollment")
    public CompletableFuture<ResumePoint> resume(DgsDataFetchingEnvironment env) {
        DataLoader<Learner, ResumePoint> loader = Objects.requireNonNull(env.getDataLoader(RESUME));
        return loader.load(learner(env));
    }

    @DgsData(parentType = "Enrollment", field = "lessons")
    public Connection<LessonProgress> lessonsOfEnrollment(DataFetchingEnvironment env) {
        return service.page(
                learner(env),
                Slice.forward(env.getArgument("first"), env.getArgument("after"))
                        .ofList(LessonId.PREFIX));
    }

    private static Learner learner(DataFetchingEnvironment env) {
        Enrollment enrollment = Objects.requireNonNull(env.getSource());
        return new Learner(enrollment.userId().text(), enrollment.courseId().text());
    }

    @DgsData(parentType = "LessonProgress", field = "lesson")
    public CompletableFuture<Lesson> lessonOfProgress(DgsDataFetchingEnvironment env) {
        LessonProgress progress = Objects.requireNonNull(env.getSource());
        return lesson(env, progress.lessonId());
    }

    @DgsData(parentType = "ResumePoint", field = "lesson")
    public CompletableFuture<Lesson> lessonOfResume(DgsDataFetchingEnvironment env) {
        ResumePoint point = Objects.requireNonNull(env.getSource());
        return lesson(env, point.lessonId());
    }

    @DgsSubscription
    public Publisher<ResumePoint> resumeChanged(
            @InputArgument @Nullable String courseId, DgsDataFetchingEnvironment env) {
        String userId = Caller.require().userId();
        return FreshEvents.of(
                bus.subscribe("resume." + userId).mapNotNull(news -> {
                    ResumePoint point =
                            service.resumeAfter(userId, news.path("lessonId").asString(""));
                    return point == null || (courseId != null && !courseId.equals(point.courseId())) ? null : point;
                }),
                env);
    }

    private static CompletableFuture<Lesson> lesson(DgsDataFetchingEnvironment env, String id) {
        DataLoader<String, Lesson> loader = Objects.requireNonNull(env.getDataLoader(CatalogLoaders.LESSON));
        return loader.load(id);
    }
}
