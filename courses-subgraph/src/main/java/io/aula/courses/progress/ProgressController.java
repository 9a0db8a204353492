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
import io.aula.platform.id.ModuleId;
import io.aula.platform.id.SessionId;
import io.aula.platform.id.UserId;
import io.aula.platform.messaging.LiveBus;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
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
    public final MappedBatchLoader<LessonId, LessonProgress> ownProgress;

    @DgsDataLoader(name = COMPLETED_IN)
    public final MappedBatchLoader<ModuleId, Integer> completedIn;

    @DgsDataLoader(name = RESUME)
    public final MappedBatchLoader<Learner, ResumePoint> resumePoints;

    private final ProgressService service;
    private final LiveBus bus;

    ProgressController(ProgressService service, LiveBus bus) {
        this.service = service;
        this.bus = bus;
        ownProgress = lessonIds ->
                CompletableFuture.completedFuture(service.of(Caller.require().user(), lessonIds));
        completedIn = moduleIds -> CompletableFuture.completedFuture(
                service.completedIn(Caller.require().user(), moduleIds));
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
        Caller caller = Caller.require();
        Outcome outcome = SessionId.parse(input.getSessionId())
                .map(session -> service.record(caller, batch(session, input)))
                .orElseGet(() -> new Outcome.Unknown(input.getSessionId()));
        return new RecordWatchPayload(
                OutcomeErrors.progress(outcome),
                HEARTBEAT_MS,
                input.getSeq(),
                outcome instanceof Outcome.Taken taken && taken.isCourseCompleted(),
                OutcomeErrors.of(outcome));
    }

    @DgsMutation
    public LessonProgressPayload recordRead(@InputArgument String lessonId) {
        return payload(about(lessonId, id -> service.read(Caller.require(), id)));
    }

    @DgsMutation
    public LessonProgressPayload markLesson(@InputArgument MarkLessonInput input) {
        return payload(about(input.getLessonId(), id -> service.mark(Caller.require(), id, input.getCompleted())));
    }

    private static Outcome about(String lessonId, Function<LessonId, Outcome> act) {
        return LessonId.parse(lessonId).map(act).orElseGet(() -> new Outcome.Unknown(lessonId));
    }

    private static LessonProgressPayload payload(Outcome outcome) {
        return new LessonProgressPayload(OutcomeErrors.progress(outcome), OutcomeErrors.of(outcome));
    }

    private static WatchBatch batch(SessionId session, RecordWatchInput input) {
        List<WatchBatch.Interval> intervals = input.getIntervals().stream()
                .map(each -> new WatchBatch.Interval(each.getStartMs(), each.getEndMs()))
                .toList();
        return new WatchBatch(session, input.getSeq(), intervals, input.getPositionMs(), input.getDeviceLabel());
    }

    @DgsData(parentType = "Lesson")
    public CompletableFuture<LessonProgress> viewerProgress(DgsDataFetchingEnvironment env) {
        Lesson lesson = Objects.requireNonNull(env.getSource());
        DataLoader<LessonId, LessonProgress> loader = Objects.requireNonNull(env.getDataLoader(PROGRESS));
        return loader.load(lesson.id());
    }

    @DgsData(parentType = "Module")
    public CompletableFuture<Integer> viewerCompletedLessons(DgsDataFetchingEnvironment env) {
        Module module = Objects.requireNonNull(env.getSource());
        DataLoader<ModuleId, Integer> loader = Objects.requireNonNull(env.getDataLoader(COMPLETED_IN));
        return loader.load(module.id()).thenApply(done -> done == null ? 0 : done);
    }

    @DgsData(parentType = "User")
    public @Nullable List<ResumePoint> continueLearning(DataFetchingEnvironment env) {
        User user = Objects.requireNonNull(env.getSource());
        int first = Slice.sizeOf(env.getArgument("first"));
        return Caller.require().user().equals(user.id()) ? service.unfinished(user.id(), first) : null;
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
        return new Learner(enrollment.userId(), enrollment.courseId());
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
        UserId userId = Caller.require().user();
        return FreshEvents.of(
                bus.subscribe("resume." + userId).mapNotNull(news -> {
                    ResumePoint point = LessonId.parse(news.path("lessonId").asString(""))
                            .map(lesson -> service.resumeAfter(userId, lesson))
                            .orElse(null);
                    return point == null
                                    || (courseId != null
                                            && !courseId.equals(point.courseId().text()))
                            ? null
                            : point.movedBy(
                                    SessionId.parse(news.path("sessionId").asString(""))
                                            .orElse(null));
                }),
                env);
    }

    private static CompletableFuture<Lesson> lesson(DgsDataFetchingEnvironment env, LessonId id) {
        DataLoader<LessonId, Lesson> loader = Objects.requireNonNull(env.getDataLoader(CatalogLoaders.LESSON));
        return loader.load(id);
    }
}
