package io.aula.transcoder.ladder;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source holds, read from end to end without decoding.
 *
 * @param picture absent in a recording of sound alone
 * @param sounds what will be made, the default one first; empty when there is nothing to hear
 * @param originNanos the running time at which the first stream begins: the zero of all that is made
 * @param lengthNanos of the longest stream, counted from there
 * @param streams of any kind
 */
public record SourceProfile(
        @Nullable Picture picture, List<Sound> sounds, long originNanos, long lengthNanos, int streams) {

    /** A rendition of sound for each of these, and no more. */
    private static final int MOST_HEARD = 4;

    private static final String TRACK = "audio";

    public SourceProfile {
        sounds = List.copyOf(sounds);
    }

    public boolean hasVideo() {
        return picture != null;
    }

    public boolean hasAudio() {
        return !sounds.isEmpty();
    }

    /** The sounds that will be made. */
    public List<Sound> heard() {
        return sounds.subList(0, Math.min(MOST_HEARD, sounds.size()));
    }

    /** What the rendition of the sound at {@code index}, counted from 0, is called. */
    public static String trackName(int index) {
        return index == 0 ? TRACK : TRACK + "-" + (index + 1);
    }

    public long durationMs() {
        return lengthNanos / 1_000_000;
    }

    /** As it will be shown: a recording of sound alone gets a picture. */
    public SourceProfile with(Picture shown) {
        return new SourceProfile(shown, sounds, originNanos, lengthNanos, streams);
    }
}
