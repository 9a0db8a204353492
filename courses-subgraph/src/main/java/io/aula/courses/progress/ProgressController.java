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
import io.aula.courses.graphql.Connection;
import io.aula.courses.graphql.FreshEvents;
import io.aula.courses.graphql.Payload;
import io.aula.courses.graphql.Refusal;
import io.aula.courses.graphql.Slice;
import io.aula.courses.progress.Progresses.Learner;
import io.aula.platform.messaging.LiveBus;
import io.aula.platform.security.Caller;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    static final String LATEST = "latestProgress";
    private static final int HEARTBEAT_MS = 12_000;

    @DgsDataLoader(name = PROGRESS)
    public final MappedBatchLoader<String, LessonProgress> ownProgress;

    @DgsDataLoader(name = COMPLETED_IN)
    public final MappedBatchLoader<String, Integer> completedIn;

    @DgsDataLoader(name = LATEST)
    public final MappedBatchLoader<Learner, LessonProgress> latest;

    private final ProgressService service;
    private final LiveBus bus;

    ProgressController(ProgressService service, LiveBus bus) {
        this.service = service;
        this.bus = bus;
        ownProgress = lessonIds ->
                CompletableFuture.completedFuture(service.of(Caller.require().userId(), lessonIds));
        completedIn = moduleIds -> CompletableFuture.completedFuture(
                service.completedIn(Caller.require().userId(), moduleIds));
        latest = learners -> CompletableFuture.completedFuture(service.latest(learners));
    }

    /** Where to go on. */
    public record ResumePoint(
            String lessonId,
            int positionMs,
            Instant updatedAt,
            @Nullable String deviceLabel) {
        static ResumePoint of(LessonProgress progress) {
            return new ResumePoint(
                    progress.lessonId(), progress.positionMs(), progress.updatedAt(), progress.deviceLabel());
        }
    }

    @DgsMutation
    public Map<String, @Nullable Object> recordWatch(@InputArgument Map<String, Object> input) {
        int seq = (int) Objects.requireNonNull(input.get("seq"));
        List<ProgressService.Interval> intervals = ((List<?>) Objects.requireNonNull(input.get("intervals")))
                .stream()
                        .map(each -> (Map<?, ?>) each)
                        .map(each ->
                                new ProgressService.Interval(number(each.get("startMs")), number(each.get("endMs"))))
                        .toList();
        var batch = new ProgressService.Batch(
                String.valueOf(input.get("sessionId")),
                seq,
                intervals,
                (int) Objects.requireNonNull(input.get("positionMs")),
                (String) input.get("deviceLabel"));
        Map<String, @Nullable Object> payload = new HashMap<>();
        try {
            ProgressService.Taken taken = service.record(Caller.require(), batch);
            payload.putAll(Payload.of("progress", taken.progress(), taken.errors()));
            payload.put("courseCompleted", taken.isCourseCompleted());
        } catch (Refusal refusal) {
            payload.putAll(Payload.of("progress", null, refusal.errors()));
            payload.put("courseCompleted", false);
        }
        payload.put("nextHeartbeatMs", HEARTBEAT_MS);
        payload.put("acceptedSeq", seq);
        return payload;
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
        int first = Math.clamp((int) Objects.requireNonNull(env.<Object>getArgument("first")), 0, 100);
        return Caller.require().userId().equals(user.id())
                ? service.unfinished(user.id(), first).stream()
                        .map(ResumePoint::of)
                        .toList()
                : null;
    }

    @DgsData(parentType = "Enrollment")
    public CompletableFuture<@Nullable ResumePoint> resume(DgsDataFetchingEnvironment env) {
        DataLoader<Learner, LessonProgress> loader = Objects.requireNonNull(env.getDataLoader(LATEST));
        return loader.load(learner(env)).thenApply(latest -> latest == null ? null : ResumePoint.of(latest));
    }

    @DgsData(parentType = "Enrollment", field = "lessons")
    public Connection<LessonProgress> lessonsOfEnrollment(DataFetchingEnvironment env) {
        return service.page(learner(env), Slice.forward(env.getArgument("first"), env.getArgument("after")));
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
        String userId = Caller.require().userId();
        return FreshEvents.of(
                bus.subscribe("resume." + userId).mapNotNull(news -> {
                    String lessonId = news.path("lessonId").asString("");
                    LessonProgress progress =
                            service.of(userId, List.of(lessonId)).get(lessonId);
                    return progress == null || (courseId != null && !courseId.equals(progress.courseId()))
                            ? null
                            : ResumePoint.of(progress);
                }),
                env);
    }

    private static int number(@Nullable Object value) {
        return (int) Objects.requireNonNull(value);
    }

    private static CompletableFuture<Lesson> lesson(DgsDataFetchingEnvironment env, String id) {
        DataLoader<String, Lesson> loader = Objects.requireNonNull(env.getDataLoader(CatalogLoaders.LESSON));
        return loader.load(id);
    }
}
