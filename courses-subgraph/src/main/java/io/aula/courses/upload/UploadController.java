package io.aula.courses.upload;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsDataLoader;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import graphql.schema.DataFetchingEnvironment;
import io.aula.courses.image.CropRect;
import io.aula.courses.image.ImageController;
import io.aula.courses.image.StoredImage;
import io.aula.courses.schema.types.CreateImageUploadInput;
import io.aula.courses.schema.types.CreateVideoUploadInput;
import io.aula.courses.schema.types.CropInput;
import io.aula.courses.video.Video;
import io.aula.courses.video.VideoController;
import io.aula.platform.id.ImageId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.UploadId;
import io.aula.platform.id.VideoId;
import io.aula.platform.security.Caller;
import io.aula.platform.text.PlainText;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.dataloader.MappedBatchLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;

/** Uploads in the graph; their bytes come over tus. */
@DgsComponent
public class UploadController {
    static final String OPEN_UPLOAD = "openUpload";

    @DgsDataLoader(name = OPEN_UPLOAD)
    public final MappedBatchLoader<VideoId, Upload> openUpload;

    private final UploadService uploads;
    private final String publicUrl;

    UploadController(UploadService uploads, @Value("${aula.public-url}") String publicUrl) {
        this.uploads = uploads;
        this.publicUrl = publicUrl;
        openUpload = ids -> CompletableFuture.completedFuture(uploads.openOf(ids, Caller.current()));
    }

    @DgsQuery
    public @Nullable Upload upload(@InputArgument String id) {
        Caller caller = Caller.require();
        return UploadId.parse(id).flatMap(known -> uploads.own(known, caller)).orElse(null);
    }

    @DgsMutation
    public UploadPayload createVideoUpload(@InputArgument CreateVideoUploadInput input) {
        String lesson = input.getLessonId();
        if (lesson != null && LessonId.parse(lesson).isEmpty()) {
            return UploadPayload.of(new UploadOutcome.Refused(new UploadRefusal.NoLesson(lesson)));
        }
        Announced announced = new Announced(
                PlainText.name(input.getFilename()),
                input.getBytes(),
                input.getMimeType(),
                input.getSha256(),
                lesson == null ? null : new LessonId(lesson),
                input.getSpokenLocale());
        return UploadPayload.of(uploads.begin(Caller.require(), announced, input.getIdempotencyKey()));
    }

    @DgsMutation
    public UploadPayload createImageUpload(@InputArgument CreateImageUploadInput input) {
        CropInput crop = input.getCrop();
        AnnouncedImage announced = new AnnouncedImage(
                input.getPurpose(),
                PlainText.name(input.getFilename()),
                input.getBytes(),
                input.getMimeType(),
                input.getSha256(),
                crop == null ? null : new CropRect(crop.getX(), crop.getY(), crop.getWidth(), crop.getHeight()),
                input.getBackground());
        return UploadPayload.of(uploads.begin(Caller.require(), announced, input.getIdempotencyKey()));
    }

    @DgsMutation
    public UploadPayload abortUpload(@InputArgument String id) {
        return UploadPayload.of(UploadId.parse(id)
                .map(known -> uploads.cancel(Caller.require(), known))
                .orElseGet(() -> new UploadOutcome.Refused(new UploadRefusal.NoUpload(id))));
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
    public @Nullable CompletableFuture<Video> videoOfUpload(DgsDataFetchingEnvironment env) {
        Upload upload = Objects.requireNonNull(env.getSource());
        DataLoader<VideoId, Video> loader = Objects.requireNonNull(env.getDataLoader(VideoController.KNOWN_VIDEO));
        return upload.content() instanceof Upload.Content.OfVideo(VideoId id, LessonId lessonId)
                ? loader.load(id)
                : null;
    }

    @DgsData(parentType = "Upload", field = "image")
    public @Nullable CompletableFuture<StoredImage> imageOfUpload(DgsDataFetchingEnvironment env) {
        Upload upload = Objects.requireNonNull(env.getSource());
        DataLoader<ImageId, StoredImage> loader = Objects.requireNonNull(env.getDataLoader(ImageController.IMAGE));
        return upload.content() instanceof Upload.Content.OfImage(ImageId id) ? loader.load(id) : null;
    }

    /** One's own alone: on another machine it goes on from where it stands. */
    @DgsData(parentType = "Video", field = "upload")
    public @Nullable CompletableFuture<Upload> uploadOfVideo(DgsDataFetchingEnvironment env) {
        Video video = Objects.requireNonNull(env.getSource());
        DataLoader<VideoId, Upload> loader = Objects.requireNonNull(env.getDataLoader(OPEN_UPLOAD));
        return video.status() == Video.Status.UPLOADING ? loader.load(video.id()) : null;
    }
}
