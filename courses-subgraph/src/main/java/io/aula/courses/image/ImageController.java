package io.aula.courses.image;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataLoader;
import com.netflix.graphql.dgs.InputArgument;
import graphql.schema.DataFetchingEnvironment;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.ImageId;
import io.aula.platform.id.UploadId;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.dataloader.MappedBatchLoader;
import org.jspecify.annotations.Nullable;

/** Pictures that people sent, in the graph. */
@DgsComponent
public class ImageController {
    /** The loader of pictures by id, without regard to who asks: whoever leads to one has decided that. */
    public static final String IMAGE = "image";

    @DgsDataLoader(name = IMAGE)
    public final MappedBatchLoader<ImageId, StoredImage> imageLoader;

    private final ImageService images;

    ImageController(ImageService images) {
        this.images = images;
        imageLoader = ids -> CompletableFuture.completedFuture(images.byIds(ids));
    }

    /** Where a picture stands; so the schema. */
    public enum ImageState {
        UPLOADING,
        QUEUED,
        READY,
        FAILED
    }

    @DgsData(parentType = "UploadedImage")
    public ImageState state(DataFetchingEnvironment env) {
        return switch (image(env).state()) {
            case UPLOADING -> ImageState.UPLOADING;
            case QUEUED, MAKING -> ImageState.QUEUED;
            case READY -> ImageState.READY;
            case FAILED -> ImageState.FAILED;
        };
    }

    @DgsData(parentType = "UploadedImage")
    public @Nullable String uploadId(DataFetchingEnvironment env) {
        return images.uploadOf(image(env).id()).map(UploadId::text).orElse(null);
    }

    @DgsData(parentType = "UploadedImage")
    public @Nullable String failureMessage(DataFetchingEnvironment env) {
        StoredImage.Failure failure = image(env).failure();
        return failure == null ? null : Messages.of(failure.spanish(), failure.english());
    }

    @DgsData(parentType = "UploadedImage", field = "image")
    public @Nullable Image imageOf(
            DataFetchingEnvironment env, @InputArgument int width, @InputArgument ImageFormat format) {
        StoredImage image = image(env);
        return image.isReady() ? images.address(image, width, format) : null;
    }

    private static StoredImage image(DataFetchingEnvironment env) {
        return Objects.requireNonNull(env.getSource());
    }
}
