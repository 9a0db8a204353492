package io.aula.transcoder.packaging;

import io.aula.media.captions.TextTrack.Markup;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A text track of a Matroska or WebM file (RFC 9559) as its header describes it, and what was found of it so far. */
final class MatroskaText {

    private static final Map<String, Markup> KINDS = Map.of(
            "S_TEXT/UTF8", Markup.SRT,
            "S_TEXT/ASCII", Markup.SRT,
            "S_TEXT/WEBVTT", Markup.VTT,
            "D_WEBVTT/SUBTITLES", Markup.VTT,
            "D_WEBVTT/CAPTIONS", Markup.VTT);

    private static final int NUMBER = 0xD7;
    private static final int CODEC = 0x86;
    private static final int ENABLED = 0xB9;
    private static final int DEFAULT = 0x88;
    private static final int FORCED = 0x55AA;
    private static final int COMMENTARY = 0x55AF;
    private static final int LANGUAGE = 0x22B59C;
    private static final int LANGUAGE_TAG = 0x22B59D;
    private static final int ENCODINGS = 0x6D80;
    private static final int ENCODING = 0x6240;
    private static final int ENCODING_SCOPE = 0x5032;
    private static final int ENCODING_TYPE = 0x5033;
    private static final int COMPRESSION = 0x5034;
    private static final int ALGORITHM = 0x4254;
    private static final int SETTINGS = 0x4255;

    private final List<SourceText.Cue> cues = new ArrayList<>();
    private long number = -1;
    private String codec = "";
    private String language = "und";
    private String languageTag = "";
    private boolean isEnabled = true;
    private boolean isDefault = true;
    private boolean isPartial;
    private Packing packing = Packing.PLAIN;
    private byte[] stripped = {};

    private MatroskaText() {}

    /** How blocks are packed (RFC 9559, 5.1.4.1.31). */
    private enum Packing {
        PLAIN,
        DEFLATED,
        STRIPPED,
        UNKNOWN
    }

    /** Empty for a track of something else, and for one that is switched off or encrypted. */
    static Optional<MatroskaText> of(ByteBuffer track) {
        MatroskaText text = new MatroskaText();
        EbmlElement.forEach(track, text::take);
        boolean isText = KINDS.containsKey(text.codec) && text.isEnabled && text.packing != Packing.UNKNOWN;
        return isText ? Optional.of(text) : Optional.empty();
    }

    private void take(int id, ByteBuffer content) {
        switch (id) {
            case NUMBER -> number = EbmlElement.whole(content);
            case CODEC -> codec = string(content);
            case ENABLED -> isEnabled = EbmlElement.whole(content) != 0;
            case DEFAULT -> isDefault = EbmlElement.whole(content) != 0;
            case FORCED, COMMENTARY -> isPartial |= EbmlElement.whole(content) != 0;
            case LANGUAGE -> language = string(content);
            case LANGUAGE_TAG -> languageTag = string(content);
            case ENCODINGS ->
                EbmlElement.forEach(content, (child, encoding) -> {
                    if (child == ENCODING) {
                        packing = packing == Packing.PLAIN ? packing(encoding) : Packing.UNKNOWN;
                    }
                });
            default -> {}
        }
    }

    private Packing packing(ByteBuffer encoding) {
        long[] said = {1, 0, 0};
        EbmlElement.forEach(encoding, (child, content) -> {
            switch (child) {
                case ENCODING_SCOPE -> said[0] = EbmlElement.whole(content);
                case ENCODING_TYPE -> said[1] = EbmlElement.whole(content);
                case COMPRESSION ->
                    EbmlElement.forEach(content, (inner, value) -> {
                        if (inner == ALGORITHM) {
                            said[2] = EbmlElement.whole(value);
                        }
                        if (inner == SETTINGS) {
                            stripped = new byte[value.remaining()];
                            value.get(stripped);
                        }
                    });
                default -> {}
            }
        });
        if ((said[0] & 1) == 0) {
            return Packing.PLAIN; // Only what the header holds is packed.
        }
        if (said[1] != 0) {
            return Packing.UNKNOWN;
        }
        return said[2] == 0 ? Packing.DEFLATED : said[2] == 3 ? Packing.STRIPPED : Packing.UNKNOWN;
    }

    long number() {
        return number;
    }

    /** @return how many bytes its text has; 0 when it cannot be read or says nothing */
    int add(byte[] block, long startNanos, long endNanos) {
        byte[] bytes = unpacked(block);
        String text = SourceText.decoded(ByteBuffer.wrap(bytes), "windows-1252");
        String said = codec.startsWith("D_WEBVTT") ? afterTwoLines(text) : text;
        if (said.isBlank()) {
            return 0;
        }
        cues.add(new SourceText.Cue(startNanos, endNanos, said));
        return bytes.length;
    }

    /** WebM's blocks begin with a line of the cue's name and one of its settings. */
    private static String afterTwoLines(String text) {
        int first = text.indexOf('\n');
        int second = first < 0 ? -1 : text.indexOf('\n', first + 1);
        return second < 0 ? "" : text.substring(second + 1);
    }

    private byte[] unpacked(byte[] block) {
        return switch (packing) {
            case PLAIN -> block;
            case DEFLATED -> inflated(block);
            case STRIPPED -> {
                byte[] whole = Arrays.copyOf(stripped, stripped.length + block.length);
                System.arraycopy(block, 0, whole, stripped.length, block.length);
                yield whole;
            }
            case UNKNOWN -> new byte[0];
        };
    }

    private static byte[] inflated(byte[] block) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(block);
            byte[] out = new byte[SourceText.LARGEST_SAMPLE];
            int length = inflater.inflate(out);
            return inflater.finished() ? Arrays.copyOf(out, length) : new byte[0];
        } catch (DataFormatException e) {
            return new byte[0];
        } finally {
            inflater.end();
        }
    }

    SourceText found() {
        return new SourceText(
                languageTag.isEmpty() ? language : languageTag,
                isDefault,
                isPartial,
                KINDS.getOrDefault(codec, Markup.NONE),
                cues);
    }

    private static String string(ByteBuffer in) {
        return StandardCharsets.UTF_8.decode(in).toString().replaceAll("\\x00.*", "");
    }
}
