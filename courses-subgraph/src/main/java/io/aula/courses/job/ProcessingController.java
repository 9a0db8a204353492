package io.aula.courses.job;

import static java.util.stream.Collectors.toSet;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsDataLoader;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsSubscription;
import com.netflix.graphql.dgs.InputArgument;
import io.aula.courses.graphql.FreshEvents;
import io.aula.courses.video.Video;
import io.aula.courses.video.VideoService;
import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.VideoId;
import io.aula.platform.messaging.LiveBus;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.dataloader.DataLoader;
import org.dataloader.MappedBatchLoader;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How the transcoder gets on with one's videos, in the graph. */
@DgsComponent
public class ProcessingController {
    static final String PROCESSING = "processing";

    @DgsDataLoader(name = PROCESSING)
    public final MappedBatchLoader<VideoId, ProcessingState> processing;

    private final VideoService videos;
    private final JobService jobs;
    private final LiveBus bus;

    ProcessingController(VideoService videos, JobService jobs, Processing states, LiveBus bus) {
        this.videos = videos;
        this.jobs = jobs;
        this.bus = bus;
        processing = ids -> CompletableFuture.completedFuture(states.states(ids));
    }

    @DgsMutation
    public RetryPayload retryProcessing(@InputArgument String videoId, @InputArgument @Nullable List<String> steps) {
        return RetryPayload.of(VideoId.parse(videoId)
                .map(id -> jobs.retry(id, kinds(steps), isAnew(steps), Caller.require()))
                .orElseGet(() -> new RetryOutcome.NoVideo(videoId)));
    }

    /** Words are heard by a job of their own; all else is made by one, which does only what is missing. */
    private static Set<Work.Kind> kinds(@Nullable List<String> steps) {
        return steps == null || steps.isEmpty()
                ? Set.of(Work.Kind.TRANSCODE)
                : steps.stream()
                        .map(step -> step.equals("TRANSCRIBE") ? Work.Kind.SPEECH : Work.Kind.TRANSCODE)
                        .collect(toSet());
    }

    /** Looking at the file comes before all else. */
    private static boolean isAnew(@Nullable List<String> steps) {
        return steps != null && steps.contains("PROBE");
    }

    @DgsSubscription
    public Publisher<Video> videoProcessing(@InputArgument String videoId, DgsDataFetchingEnvironment env) {
        VideoId id = VideoId.parse(videoId)
                .filter(known -> videos.own(known, Caller.current()).isPresent())
                .orElseThrow(() -> DomainException.notFound(
                        Messages.of("No tienes ningún vídeo así.", "There is no such video of yours.")));
        Supplier<@Nullable Video> now = () -> videos.byIds(List.of(id)).get(id);
        // Listening begins before the first look: what changes in between is told, not missed.
        Flux<Video> told = bus.subscribe("video." + id).mapNotNull(news -> now.get());
        return FreshEvents.of(Flux.merge(told, Mono.fromSupplier(now)), env);
    }

    @DgsData(parentType = "Video", field = "processing")
    public @Nullable CompletableFuture<ProcessingState> processingOf(DgsDataFetchingEnvironment env) {
        Video video = Objects.requireNonNull(env.getSource());
        DataLoader<VideoId, ProcessingState> loader = Objects.requireNonNull(env.getDataLoader(PROCESSING));
        return video.isOf(Caller.current()) ? loader.load(video.id()) : null;
    }

    /** Worded here and not where it is loaded: loaders run where no reader's language is known. */
    @DgsData(parentType = "ProcessingFailure", field = "message")
    public String message(DgsDataFetchingEnvironment env) {
        ProcessingState.Failure failure = Objects.requireNonNull(env.getSource());
        return Messages.of(failure.texts().spanish(), failure.texts().english());
    }
}
