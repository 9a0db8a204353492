package io.aula.transcoder.pipeline;

import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.freedesktop.gstreamer.Structure;

/**
 * How the numbers of a picture are meant to be seen, numbered as GStreamer's video-color.h numbers it; 0 where nobody said.
 *
 * <p>What nobody said, each of GStreamer's elements assumes from the height of what it is given, so that a large source and a small
 * rung of it would be taken for different things and every picture converted between them. Therefore it is decided once, for all.
 *
 * @param range 1 for all numbers, 2 for the narrow range that players expect
 */
record Colours(int range, int matrix, int transfer, int primaries) {

    private static final int NARROW = 2;
    private static final int OF_RED_GREEN_BLUE = 1;

    /** ITU-R BT.709. */
    static final Colours LARGE = new Colours(NARROW, 3, 5, 1);

    /** ITU-R BT.601 with 525 lines. */
    static final Colours SMALL = new Colours(NARROW, 4, 16, 4);

    private static final Colours SCREEN = new Colours(1, OF_RED_GREEN_BLUE, 7, 1);
    private static final Map<String, Colours> NAMED = Map.of(
            "bt601", SMALL,
            "bt709", LARGE,
            "smpte240m", new Colours(NARROW, 5, 6, 5),
            "sRGB", SCREEN,
            "bt2020", new Colours(NARROW, 6, 11, 7),
            "bt2020-10", new Colours(NARROW, 6, 13, 7),
            "bt2100-pq", new Colours(NARROW, 6, 14, 7),
            "bt2100-hlg", new Colours(NARROW, 6, 15, 7));
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,3}):(\\d{1,3}):(\\d{1,3}):(\\d{1,3})");

    /** From so many on each way, what says nothing comes from a camera or a screen of today. */
    private static final int LARGE_WIDTH = 1280;

    private static final int MOST_SMALL_LINES = 576;

    /** What a stream says of itself, and for the rest what is usual for pictures of its kind and size. */
    static Colours of(Structure caps) {
        boolean isSaid = caps.hasField("colorimetry");
        boolean isRed = caps.hasField("format") && isOfRedGreenBlue(caps.getString("format"));
        return of(
                isSaid ? caps.getString("colorimetry") : isRed ? "sRGB" : "",
                caps.getInteger("width"),
                caps.getInteger("height"));
    }

    /** Whether nothing is left to assume. */
    static boolean areSaid(Structure caps) {
        return caps.hasField("colorimetry")
                && (NAMED.containsKey(caps.getString("colorimetry"))
                        || caps.getString("colorimetry").matches("[1-9]\\d*(:[1-9]\\d*){3}"));
    }

    static Colours of(String said, int width, int height) {
        Colours usual = width >= LARGE_WIDTH || height > MOST_SMALL_LINES ? LARGE : SMALL;
        Matcher numbers = NUMBERS.matcher(said);
        if (!numbers.matches()) {
            return NAMED.getOrDefault(said, usual);
        }
        int matrix = Integer.parseInt(numbers.group(2));
        Colours others = usualWith(matrix, usual);
        return new Colours(
                known(numbers.group(1), others.range),
                matrix == 0 ? others.matrix : matrix,
                known(numbers.group(3), others.transfer),
                known(numbers.group(4), others.primaries));
    }

    private static Colours usualWith(int matrix, Colours usual) {
        return NAMED.values().stream()
                .filter(colours -> colours.matrix == matrix)
                .min(Comparator.comparingInt(Colours::transfer))
                .orElse(usual);
    }

    private static int known(String said, int usual) {
        int number = Integer.parseInt(said);
        return number == 0 ? usual : number;
    }

    private static boolean isOfRedGreenBlue(String format) {
        return format.contains("RGB") || format.contains("BGR") || format.startsWith("GBR");
    }

    boolean isNarrow() {
        return range == NARROW;
    }

    /** What all rungs have: not every player reads anything but the narrow range. */
    Colours published() {
        return matrix == OF_RED_GREEN_BLUE ? LARGE : new Colours(NARROW, matrix, transfer, primaries);
    }

    /** As GStreamer reads it. */
    String text() {
        return range + ":" + matrix + ":" + transfer + ":" + primaries;
    }
}
