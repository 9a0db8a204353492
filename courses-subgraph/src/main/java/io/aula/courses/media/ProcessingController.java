package io.aula.courses.media;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsDataLoader;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.DgsSubscription;
import com.netflix.graphql.dgs.InputArgument;
import graphql.schema.DataFetchingEnvironment;
import io.aula.courses.graphql.Connection;
import io.aula.courses.graphql.FreshEvents;
import io.aula.courses.graphql.Payload;
import io.aula.courses.graphql.Refusal;
import io.aula.courses.graphql.Slice;
import io.aula.courses.graphql.UserError;
import io.aula.platform.graphql.DomainException;
import io.aula.platform.messaging.LiveBus;
import io.aula.platform.security.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.dataloader.DataLoader;
import org.dataloader.MappedBatchLoader;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.transaction.support.TransactionTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What owners see and do: their uploads, and how the transcoder gets on. */
@DgsComponent
public class ProcessingController {
    private static final Set<String> STEPS = Set.of("PROBE", "POSTER", "STORYBOARD", "TRANSCODE", "PACKAGE", "PUBLISH");

    static final String PROCESSING = "processing";

    @DgsDataLoader(name = PROCESSING)
    public final MappedBatchLoader<String, ProcessingState> processing;

    private final Videos videos;
    private final MediaJobs jobs;
    private final UploadService uploads;
    private final TusStore store;
    private final LiveBus bus;
    private final TransactionTemplate transaction;
    private final String publicUrl;

    ProcessingController(
            Videos videos,
            MediaJobs jobs,
            UploadService uploads,
            TusStore store,
            LiveBus bus,
            TransactionTemplate transaction,
            @Value("${aula.public-url}") String publicUrl) {
        this.videos = videos;
        this.jobs = jobs;
        this.uploads = uploads;
        this.store = store;
        this.bus = bus;
        this.transaction = transaction;
        this.publicUrl = publicUrl;
        processing = ids -> CompletableFuture.completedFuture(states(ids));
    }

    /** How a job gets on, in a teacher's words. */
    public record ProcessingState(
            String jobId,
            int attempt,
            @Nullable Integer queuePosition,
            double percent,
            @Nullable Integer etaMs,
            List<StepState> steps,
            @Nullable ProcessingFailure failure) {}

    /** One step of it. */
    public record StepState(
            String step,
            @Nullable String detail,
            String status,
            double percent,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {}

    /** Why it ended badly. */
    public record ProcessingFailure(ProcessingFailureCode code, String message, boolean retryable) {}

    /** The file as it came. */
    public record SourceFile(
            String name,
            long bytes,
            @Nullable String mimeType,
            @Nullable String sha256,
            @Nullable Instant uploadedAt) {}

    @DgsQuery
    public @Nullable Video video(@InputArgument String id) {
        return own(id).orElse(null);
    }

    @DgsQuery
    public @Nullable Upload upload(@InputArgument String id) {
        return uploads.own(id, Caller.require()).orElse(null);
    }

    @DgsQuery
    public Connection<Video> myVideos(DataFetchingEnvironment env) {
        List<String> statuses = env.<Object>getArgument("status") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        String owner = Caller.require().userId();
        Slice slice = Slice.forward(env.getArgument("first"), env.getArgument("after"));
        return Connection.of(slice, videos.page(owner, statuses, slice));
    }

    @DgsMutation
    public Map<String, @Nullable Object> createVideoUpload(@InputArgument Map<String, Object> input) {
        var announced = new UploadService.Announced(
                String.valueOf(input.get("filename")),
                ((Number) Objects.requireNonNull(input.get("bytes"))).longValue(),
                String.valueOf(input.get("mimeType")),
                (String) input.get("sha256"),
                (String) input.get("lessonId"),
                (String) input.get("spokenLocale"));
        return Payload.of(
                "upload",
                () -> uploads.begin(Caller.require(), announced, String.valueOf(input.get("idempotencyKey"))));
    }

    @DgsMutation
    public Map<String, @Nullable Object> abortUpload(@InputArgument String id) {
        return Payload.of("upload", () -> {
            Upload upload = uploads.own(id, Caller.require()).orElseThrow(() -> new Refusal(UserError.notFound(id)));
            try {
                store.discard(upload, Upload.Status.ABORTED);
            } catch (IOException e) {
                throw new UncheckedIOException("The bytes of upload " + id + " could not be removed", e);
            }
            return uploads.own(id, Caller.require()).orElseThrow();
        });
    }

    @DgsMutation
    public Map<String, @Nullable Object> retryProcessing(@InputArgument String videoId) {
        return Payload.of(
                "video",
                () -> transaction.execute(status -> {
                    Video video = own(videoId).orElseThrow(() -> new Refusal(UserError.notFound(videoId)));
                    MediaJobs.Job last = jobs.latestOf(List.of(videoId)).get(videoId);
                    if (last == null) {
                        throw new Refusal(UserError.invalid(
                                "NOT_UPLOADED",
                                "El archivo todavía no ha llegado entero. Termina la subida.",
                                "The file has not arrived whole yet. Finish the upload.",
                                "videoId"));
                    }
                    if (last.state().equals("WAITING") || last.state().equals("RUNNING")) {
                        return video; // it is being worked on already
                    }
                    videos.moveTo(videoId, Video.Status.QUEUED);
                    jobs.queue(videoId, null, MediaJobs.JobClass.INTERACTIVE);
                    return own(videoId).orElseThrow();
                }));
    }

    @DgsSubscription
    public Publisher<Video> videoProcessing(@InputArgument String videoId, DgsDataFetchingEnvironment env) {
        if (own(videoId).isEmpty()) {
            throw DomainException.notFound("There is no such video of yours.");
        }
        Supplier<@Nullable Video> now = () -> videos.byIds(List.of(videoId)).get(videoId);
        // Listening begins before the first look: what changes in between is told, not missed.
        Flux<Video> told = bus.subscribe("video." + videoId).mapNotNull(news -> now.get());
        return FreshEvents.of(Flux.merge(told, Mono.fromSupplier(now)), env);
    }

    @DgsData(parentType = "Video")
    public @Nullable CompletableFuture<ProcessingState> processing(DgsDataFetchingEnvironment env) {
        Video video = Objects.requireNonNull(env.getSource());
        DataLoader<String, ProcessingState> loader = Objects.requireNonNull(env.getDataLoader(PROCESSING));
        return isOwn(video) ? loader.load(video.id()) : null;
    }

    @DgsData(parentType = "Video", field = "source")
    public @Nullable SourceFile sourceFile(DataFetchingEnvironment env) {
        Video video = Objects.requireNonNull(env.getSource());
        return isOwn(video)
                ? new SourceFile(
                        video.name(),
                        Objects.requireNonNullElse(video.sourceBytes(), 0L),
                        video.mime(),
                        video.sha256(),
                        video.uploadedAt())
                : null;
    }

    @DgsData(parentType = "Upload")
    public @Nullable String tusUrl(DataFetchingEnvironment env) {
        Upload upload = Objects.requireNonNull(env.getSource());
        return upload.isOpen() ? publicUrl + "/uploads/" + upload.id() : null;
    }

    @DgsData(parentType = "Upload")
    public String protocol() {
        return "TUS_1_0";
    }

    @DgsData(parentType = "Upload", field = "video")
    public CompletableFuture<Video> videoOfUpload(DgsDataFetchingEnvironment env) {
        Upload upload = Objects.requireNonNull(env.getSource());
        DataLoader<String, Video> loader = Objects.requireNonNull(env.getDataLoader(VideoController.VIDEO));
        return loader.load(upload.videoId());
    }

    private Map<String, ProcessingState> states(Collection<String> videoIds) {
        Map<String, MediaJobs.Job> latest = jobs.latestOf(videoIds);
        List<String> ids = latest.values().stream().map(MediaJobs.Job::id).toList();
        Map<String, List<MediaJobs.Step>> steps = jobs.steps(ids);
        Map<String, Integer> places = jobs.places(ids);
        Map<String, ProcessingState> states = new HashMap<>();
        latest.forEach((videoId, job) ->
                states.put(videoId, state(job, steps.getOrDefault(job.id(), List.of()), places.get(job.id()))));
        return states;
    }

    private static ProcessingState state(MediaJobs.Job job, List<MediaJobs.Step> all, @Nullable Integer place) {
        List<StepState> steps = all.stream()
                .filter(step -> STEPS.contains(step.step()))
                .map(step -> new StepState(
                        step.step(), step.detail(), step.status(), step.percent(), step.startedAt(), step.finishedAt()))
                .toList();
        ProcessingFailureCode code = job.failureCode() == null ? null : ProcessingFailureCode.of(job.failureCode());
        return new ProcessingState(
                job.id(),
                job.attempt(),
                place,
                job.percent(),
                eta(job),
                steps,
                code == null ? null : new ProcessingFailure(code, code.message(), job.isRetryable()));
    }

    /** As long again as the work so far took for its share; nothing is said of the first few percent. */
    private static @Nullable Integer eta(MediaJobs.Job job) {
        if (!job.state().equals("RUNNING") || job.startedAt() == null || job.percent() < 5) {
            return null;
        }
        double elapsed =
                java.time.Duration.between(job.startedAt(), Instant.now()).toMillis();
        return (int) Math.min(Integer.MAX_VALUE, elapsed / job.percent() * (100 - job.percent()));
    }

    private Optional<Video> own(String id) {
        return Optional.ofNullable(videos.byIds(List.of(id)).get(id)).filter(ProcessingController::isOwn);
    }

    private static boolean isOwn(Video video) {
        return Caller.current()
                .filter(caller -> caller.userId().equals(video.ownerId()) || caller.hasRole("ADMIN"))
                .isPresent();
    }
}
