package io.aula.courses.image;

import io.aula.media.ObjectRef;
import io.aula.platform.id.ImageId;
import io.aula.platform.id.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture as it is kept.
 *
 * @param isPublic its files lie where anybody may fetch them
 */
public record StoredImage(
        ImageId id,
        UserId owner,
        ImagePurpose purpose,
        State state,
        ObjectRef source,
        @Nullable CropRect crop,
        String background,
        long fence,
        @Nullable Ladder ladder,
        @Nullable Failure failure,
        boolean isPublic) {

    private static final String BUCKET = "media";
    private static final String PUBLIC = "public/";

    /** What happened to it last. */
    public enum State {
        UPLOADING,
        QUEUED,
        MAKING,
        READY,
        FAILED
    }

    /**
     * What a worker made of it.
     *
     * @param widths that lie there in each format, from the least
     */
    public record Ladder(int width, int height, List<Integer> widths, String blurHash, String color) {
        public Ladder {
            widths = List.copyOf(widths);
        }
    }

    /** Why nothing was made of it, in the words of whoever sent it. */
    public record Failure(String code, String spanish, String english) {}

    /** Where the bytes of an upload go. */
    public static ObjectRef uploadOf(ImageId id) {
        return new ObjectRef("uploads", "i/" + id + "/source");
    }

    /** Where workers put it, with a slash at its end: photos where everybody sees them, all else behind a signature. */
    String prefix() {
        return purpose == ImagePurpose.AVATAR ? publicPrefix() : privatePrefix();
    }

    String privatePrefix() {
        return id + "/";
    }

    String publicPrefix() {
        return PUBLIC + id + "/";
    }

    ObjectRef file(String prefix, int width, ImageFormat format) {
        return new ObjectRef(BUCKET, prefix + fence + "/" + width + "." + format.extension());
    }

    public boolean isReady() {
        return state == State.READY && ladder != null;
    }
}
