package io.aula.courses.video;

import io.aula.media.ObjectRef;
import io.aula.platform.id.UserId;
import io.aula.platform.id.VideoId;
import io.aula.platform.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A video, from its first byte to what can be played of it.
 *
 * @param captionsRev the revision of its captions that lies beside its files; 0 while there is none
 */
public record Video(
        VideoId id,
        UserId ownerId,
        Status status,
        String name,
        @Nullable Long sourceBytes,
        @Nullable String mime,
        @Nullable String sha256,
        @Nullable Integer durationMs,
        @Nullable Integer width,
        @Nullable Integer height,
        long mediaRev,
        int captionsRev,
        @Nullable JsonNode posterInfo,
        @Nullable JsonNode spriteInfo,
        @Nullable Instant uploadedAt,
        Instant createdAt,
        @Nullable Instant deletedAt,
        @Nullable Instant purgeAt) {

    /** The frame that stands for it when nobody chooses. */
    static final String SHARPEST = "poster.jpg";

    private static final int LAST_MS = 10_000;

    /** What happened to it last. */
    public enum Status {
        UPLOADING,
        QUEUED,
        PROCESSING,
        PLAYABLE,
        READY,
        FAILED
    }

    /** Whether the caller owns it, or administers the platform. */
    public boolean isOf(Optional<Caller> caller) {
        return caller.filter(each -> each.user().equals(ownerId) || each.hasRole("ADMIN"))
                .isPresent();
    }

    /** A frame that may stand for it. */
    record Frame(int atMs, String file) {}

    /** From the earliest on; those that a worker found to be sharp. */
    List<Frame> frames() {
        return posterInfo == null
                ? List.of()
                : posterInfo
                        .path("frames")
                        .valueStream()
                        .map(each -> new Frame(
                                each.path("atMs").asInt(), each.path("path").asString("")))
                        .toList();
    }

    /** Where a file lies that a worker made last of it. */
    ObjectRef file(String name) {
        return new ObjectRef("media", id + "/" + mediaRev + "/" + name);
    }

    /** Whether this is the frame's file, of this or an earlier making. */
    boolean isFrame(ObjectRef source, String name) {
        return source.bucket().equals("media")
                && source.key().startsWith(id + "/")
                && source.key().endsWith("/" + name);
    }

    /** Where its poster lies: a name that no grant of the video covers, nor the other way about. */
    public static String posterFolder(VideoId videoId) {
        return videoId + "-poster";
    }

    /** Where workers put what they heard in it, for us and for nobody else. */
    public static String wordsFolder(VideoId videoId) {
        return "words/" + videoId;
    }

    /**
     * Where playing begins for somebody who stopped there: whoever stopped in the last 10 s has seen it.
     *
     * @param positionMs from the beginning; so is the answer
     */
    public static int opensAt(int positionMs, int durationMs) {
        return positionMs < durationMs - LAST_MS ? positionMs : 0;
    }

    /** Where the file lies that it is made from. */
    public static String sourceKey(VideoId videoId) {
        return "u/" + videoId + "/source";
    }

    public boolean isPlayable() {
        return deletedAt == null && (status == Status.PLAYABLE || status == Status.READY);
    }

    /** Whether its file came whole; otherwise there is an upload under way, or one that was given up. */
    boolean hasArrived() {
        return status != Status.UPLOADING && (status != Status.FAILED || uploadedAt != null);
    }
}
