package io.aula.courses.image;

import io.aula.media.ObjectRef;
import io.aula.platform.id.ImageId;
import io.aula.platform.id.UserId;
import org.jspecify.annotations.Nullable;

/** A picture of which nothing is made yet. */
public record NewImage(
        ImageId id,
        UserId owner,
        ImagePurpose purpose,
        ObjectRef source,
        @Nullable CropRect crop,
        String background) {

    public static final String WHITE = "#ffffff";

    /** One that comes by an upload. */
    public static NewImage uploaded(UserId owner, ImagePurpose purpose, @Nullable CropRect crop, String background) {
        ImageId id = ImageId.next();
        return new NewImage(id, owner, purpose, StoredImage.uploadOf(id), crop, background);
    }
}
