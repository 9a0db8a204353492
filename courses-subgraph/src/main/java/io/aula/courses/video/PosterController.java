package io.aula.courses.video;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import io.aula.courses.graphql.UserError;
import io.aula.courses.image.Image;
import io.aula.courses.image.ImageUse;
import io.aula.courses.image.StoredImage;
import io.aula.courses.schema.types.SetPosterInput;
import io.aula.platform.id.UploadId;
import io.aula.platform.id.VideoId;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;

/** Choosing what stands for a video, in the graph. */
@DgsComponent
public class PosterController {
    private final PosterChoice choice;
    private final Posters posters;

    PosterController(PosterChoice choice, Posters posters) {
        this.choice = choice;
        this.posters = posters;
    }

    record VideoPayload(@Nullable Video video, List<UserError> userErrors) {}

    /** A frame from which to choose, as the schema shows it. */
    public record PosterFrame(int atMs, Image image, boolean isChosen) {}

    /** For those who may edit it. */
    @DgsData(parentType = "Video")
    public CompletableFuture<List<PosterFrame>> posterFrames(DgsDataFetchingEnvironment env) {
        Video video = Objects.requireNonNull(env.getSource());
        Optional<Caller> editor = Caller.current().filter(caller -> video.isOf(Optional.of(caller)));
        if (editor.isEmpty() || !video.isPlayable()) {
            return CompletableFuture.completedFuture(List.of());
        }
        DataLoader<VideoId, ImageUse> loader = Objects.requireNonNull(env.getDataLoader(VideoController.POSTER));
        return loader.load(video.id())
                .thenApply(use -> video.frames().stream()
                        .map(frame -> new PosterFrame(
                                frame.atMs(),
                                posters.of(video, frame, editor.get()),
                                use != null && isChosen(video, frame, use)))
                        .toList());
    }

    private static boolean isChosen(Video video, Video.Frame frame, ImageUse use) {
        StoredImage latest = use.latest();
        return use.isChosen() && latest != null && video.isFrame(latest.source(), frame.file());
    }

    @DgsMutation
    public VideoPayload setPoster(@InputArgument SetPosterInput input) {
        VideoId video = VideoId.parse(input.getVideoId()).orElse(null);
        if (video == null) {
            return refused(UserError.notFound(input.getVideoId()));
        }
        String upload = input.getUploadId();
        Integer frame = input.getFrameMs();
        if (upload != null && frame != null) {
            return refused(UserError.invalid(
                    "POSTER_AMBIGUOUS",
                    "Elige un fotograma o una imagen tuya, no ambas cosas.",
                    "Choose a frame or a picture of your own, not both.",
                    "frameMs"));
        }
        Optional<UploadId> uploadId = Optional.ofNullable(upload).flatMap(UploadId::parse);
        if (upload != null && uploadId.isEmpty()) {
            return refused(unknown());
        }
        PosterChoice.Choice wanted = uploadId.<PosterChoice.Choice>map(PosterChoice.Choice.Sent::new)
                .orElseGet(() ->
                        frame == null ? new PosterChoice.Choice.Automatic() : new PosterChoice.Choice.Frame(frame));
        return switch (choice.choose(Caller.require(), video, wanted)) {
            case PosterChoice.Outcome.Chosen(Video chosen) -> new VideoPayload(chosen, List.of());
            case PosterChoice.Outcome.NoVideo() -> refused(UserError.notFound(input.getVideoId()));
            case PosterChoice.Outcome.NoPicture() -> refused(unknown());
            case PosterChoice.Outcome.NoFrame() ->
                refused(UserError.invalid(
                        "FRAME_UNKNOWN",
                        "Ese fotograma ya no está. Vuelve a cargar la página y elige otro.",
                        "That frame is not there any more. Load the page again and choose another one.",
                        "frameMs"));
        };
    }

    private static UserError unknown() {
        return UserError.invalid(
                "POSTER_UNKNOWN",
                "Esa imagen no se ha subido. Súbela otra vez.",
                "That picture was not uploaded. Upload it again.",
                "uploadId");
    }

    private static VideoPayload refused(UserError error) {
        return new VideoPayload(null, List.of(error));
    }
}
