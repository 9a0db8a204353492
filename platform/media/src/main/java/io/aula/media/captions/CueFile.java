package io.aula.media.captions;

import java.util.List;

/**
 * What a worker heard in a video, as it lies in the store for courses to read: too long for a message.
 *
 * @param version of this form
 * @param locale in two or three letters
 * @param model that heard it
 * @param confidence the mean of its words'
 * @param english the same in English, where the worker was asked for it; else nothing
 */
public record CueFile(
        int version,
        String videoId,
        String jobId,
        long fence,
        String locale,
        String model,
        long durationMs,
        float confidence,
        List<Cue> cues,
        List<Cue> english) {

    public static final int VERSION = 1;
    /** Bytes; ten hours of quick speech are less. */
    public static final int LARGEST = 16 << 20;

    public CueFile {
        cues = List.copyOf(cues);
        english = List.copyOf(english);
    }

    /** Never below the video's own prefix, which everybody who may watch it can read. */
    public static String key(String videoId, String jobId, long fence) {
        return "words/" + videoId + "/" + jobId + "/" + fence + ".json";
    }
}
