package io.aula.media.captions;

import java.util.List;

/**
 * The text tracks of an uploaded file, as a worker leaves them in the store for courses to read: too long for a message.
 *
 * @param version of this form
 */
public record TextTrackFile(int version, String videoId, String jobId, List<TextTrack> tracks) {

    public static final int VERSION = 1;
    public static final int MOST_TRACKS = 16;
    /** Bytes. */
    public static final int LARGEST = 16 << 20;

    public TextTrackFile {
        tracks = List.copyOf(tracks);
    }

    /** The same for every try of a job, for the same bytes were read. Never below the video's own prefix, as {@link CueFile}. */
    public static String key(String videoId, String jobId) {
        return "words/" + videoId + "/" + jobId + "/source.json";
    }
}
