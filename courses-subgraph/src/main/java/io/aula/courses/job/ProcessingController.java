package io.aula.courses.job;

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
import io.aula.platform.messaging.LiveBus;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Objects;
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
    public final MappedBatchLoader<String, ProcessingState> processing;

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
    public RetryPayload retryProcessing(@InputArgument String videoId) {
        return RetryPayload.of(jobs.retry(videoId, Caller.require()));
    }

    @DgsSubscription
    public Publisher<Video> videoProcessing(@InputArgument String videoId, DgsDataFetchingEnvironment env) {
        if (videos.own(videoId, Caller.current()).isEmpty()) {
            throw DomainException.notFound("There is no such video of yours.");
        }
        Supplier<@Nullable Video> now = () -> videos.byIds(List.of(videoId)).get(videoId);
        // Listening begins before the first look: what changes in between is told, not missed.
        Flux<Video> told = bus.subscribe("video." + videoId).mapNotNull(news -> now.get());
        return FreshEvents.of(Flux.merge(told, Mono.fromSupplier(now)), env);
    }

    @DgsData(parentType = "Video", field = "processing")
    public @Nullable CompletableFuture<ProcessingState> processingOf(DgsDataFetchingEnvironment env) {
        Video video = Objects.requireNonNull(env.getSource());
        DataLoader<String, ProcessingState> loader = Objects.requireNonNull(env.getDataLoader(PROCESSING));
        return video.isOf(Caller.current()) ? loader.load(video.id()) : null;
    }
}
