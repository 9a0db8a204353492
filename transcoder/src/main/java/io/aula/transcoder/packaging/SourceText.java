package io.aula.transcoder.packaging;

import io.aula.media.captions.TextTrack.Markup;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A text track of a source, read by ourselves, on the container's clock.
 *
 * @param language as the container has it
 * @param isDefault to be shown without being asked for
 * @param isPartial only what is said in another language, or somebody's remarks: no captions of what is spoken
 */
public record SourceText(String language, boolean isDefault, boolean isPartial, Markup markup, List<Cue> cues) {

    /** Samples of a track that are looked at. */
    static final int MOST_SAMPLES = 100_000;
    /** Bytes; a cue is a sentence or two. */
    static final int LARGEST_SAMPLE = 32 << 10;
    /** Bytes of all texts together. */
    static final int LARGEST_ALL = 8 << 20;

    static final int MOST_TRACKS = 64;

    public SourceText {
        cues = List.copyOf(cues);
    }

    /** @param endNanos before the beginning where nothing says how long it shows */
    public record Cue(long startNanos, long endNanos, String text) {}

    /** As UTF-8 if it is that, else in letters of one byte, as old programs wrote. */
    static String decoded(ByteBuffer bytes, String otherwise) {
        int from = bytes.position();
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            Charset old = Charset.isSupported(otherwise) ? Charset.forName(otherwise) : StandardCharsets.ISO_8859_1;
            return old.decode(bytes.position(from)).toString();
        }
    }
}
