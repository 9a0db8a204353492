package io.aula.courses.job;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import io.aula.courses.graphql.UserError;
import io.aula.courses.video.Video;
import io.aula.courses.video.VideoController;
import io.aula.platform.id.JobId;
import io.aula.platform.id.VideoId;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Slice;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;

/** Jobs, queues and dead letters in the graph. */
@DgsComponent
public class JobAdminController {
    private final JobAdmin admin;

    JobAdminController(JobAdmin admin) {
        this.admin = admin;
    }

    /** What ended a try, as the schema shows it. */
    public record MediaJobCause(ProcessingFailureCode code, String message) {}

    /** The job, or why nothing was done. */
    public record MediaJobPayload(@Nullable Job job, List<UserError> userErrors) {}

    /** The letter that went, or why none did. */
    public record DeadLetterPayload(@Nullable DeadLetter deadLetter, List<UserError> userErrors) {}

    @DgsQuery
    public Connection<Job> mediaJobs(
            @InputArgument @Nullable List<Job.State> states,
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after) {
        Set<Job.State> wanted = EnumSet.noneOf(Job.State.class);
        wanted.addAll(Objects.requireNonNullElse(states, List.of()));
        return admin.page(wanted, Slice.forward(first, after).ofList(JobId.PREFIX));
    }

    @DgsQuery
    public List<JobQueue> jobQueues() {
        return admin.queues();
    }

    @DgsQuery
    public List<DeadLetter> deadLetters() {
        return admin.letters();
    }

    @DgsMutation
    public MediaJobPayload replayMediaJob(@InputArgument String id) {
        return job(
                id,
                admin::replay,
                "NOT_DEAD",
                "No está muerto, u otro trabaja en su vídeo.",
                "It is not dead, or another works on its video.");
    }

    @DgsMutation
    public MediaJobPayload dropMediaJob(@InputArgument String id) {
        return job(id, admin::drop, "IS_OVER", "Ya terminó.", "It is over already.");
    }

    @DgsMutation
    public DeadLetterPayload replayDeadLetter(@InputArgument String id) {
        return letter(id, admin.replayLetter(id));
    }

    @DgsMutation
    public DeadLetterPayload dropDeadLetter(@InputArgument String id) {
        return letter(id, admin.dropLetter(id));
    }

    @DgsData(parentType = "MediaJob", field = "video")
    public CompletableFuture<Video> video(DgsDataFetchingEnvironment env) {
        Job job = Objects.requireNonNull(env.getSource());
        DataLoader<VideoId, Video> loader = Objects.requireNonNull(env.getDataLoader(VideoController.KNOWN_VIDEO));
        return loader.load(job.videoId());
    }

    @DgsData(parentType = "MediaJob", field = "cause")
    public @Nullable MediaJobCause cause(DgsDataFetchingEnvironment env) {
        Job job = Objects.requireNonNull(env.getSource());
        Cause cause = job.tries().cause();
        return cause == null ? null : new MediaJobCause(cause.code(), cause.message());
    }

    @DgsData(parentType = "MediaJob", field = "nextTryAt")
    public @Nullable Instant nextTryAt(DgsDataFetchingEnvironment env) {
        Job job = Objects.requireNonNull(env.getSource());
        return job.tries().notBefore();
    }

    private static MediaJobPayload job(
            String id, Function<JobId, Optional<Job>> act, String code, String spanish, String english) {
        Optional<JobId> known = JobId.parse(id);
        if (known.isEmpty()) {
            return new MediaJobPayload(null, List.of(UserError.notFound(id)));
        }
        return act.apply(known.get())
                .map(job -> new MediaJobPayload(job, List.of()))
                .orElseGet(() -> new MediaJobPayload(null, List.of(UserError.invalid(code, spanish, english, "id"))));
    }

    private static DeadLetterPayload letter(String id, Optional<DeadLetter> letter) {
        return letter.map(gone -> new DeadLetterPayload(gone, List.of()))
                .orElseGet(() -> new DeadLetterPayload(null, List.of(UserError.notFound(id))));
    }
}
