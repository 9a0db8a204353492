package io.aula.transcoder.ladder;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the channels of a sound become left and right, at the levels of ITU-R BS.775: what stands in the middle or behind
 * goes to a side 3 dB lower, the low-frequency channel is left out.
 *
 * @param left the share of each channel in the left one
 * @param right the same for the right one
 */
public record ChannelMix(List<Double> left, List<Double> right) {

    private static final double HALF_POWER = Math.sqrt(0.5);

    // Positions by the bit that says a channel has them.
    private static final int FRONT_LEFT = 0;
    private static final int FRONT_RIGHT = 1;
    private static final int FRONT_CENTRE = 2;
    private static final int LOW = 3;
    private static final int REAR_LEFT = 4;
    private static final int REAR_RIGHT = 5;
    private static final int LEFT_OF_CENTRE = 6;
    private static final int RIGHT_OF_CENTRE = 7;
    private static final int REAR_CENTRE = 8;
    private static final int SECOND_LOW = 9;
    private static final int SIDE_LEFT = 10;
    private static final int SIDE_RIGHT = 11;
    private static final int TOP_FRONT_LEFT = 12;
    private static final int TOP_FRONT_RIGHT = 13;
    private static final int TOP_REAR_LEFT = 16;
    private static final int TOP_REAR_RIGHT = 17;

    public ChannelMix {
        left = List.copyOf(left);
        right = List.copyOf(right);
    }

    /**
     * @param channels how many there are
     * @param positions a bit for each position that is there, in the order of the channels; 0 when nothing is known, then
     *     the order of WAVE files is assumed
     */
    public static ChannelMix of(int channels, long positions) {
        if (channels == 1) {
            return new ChannelMix(List.of(1.0), List.of(1.0)); // Wherever the one channel stands, both ears hear it.
        }
        if (channels == 2) {
            return new ChannelMix(List.of(1.0, 0.0), List.of(0.0, 1.0));
        }
        List<Integer> places = Long.bitCount(positions) == channels ? places(positions) : assumed(channels);
        List<Double> left = new ArrayList<>();
        List<Double> right = new ArrayList<>();
        for (int place : places) {
            left.add(toLeft(place));
            right.add(toLeft(mirrored(place)));
        }
        return new ChannelMix(left, right);
    }

    /** As the mixer reads it: a row for each channel that goes out. */
    public String matrix() {
        return "<" + row(left) + "," + row(right) + ">";
    }

    private static String row(List<Double> shares) {
        return shares.stream()
                .map(share -> String.format(Locale.ROOT, "(float)%.6f", share))
                .toList()
                .toString()
                .replace('[', '<')
                .replace(']', '>');
    }

    private static List<Integer> places(long positions) {
        List<Integer> places = new ArrayList<>();
        for (int bit = 0; bit < 64; bit++) {
            if ((positions >> bit & 1) != 0) {
                places.add(bit);
            }
        }
        return places;
    }

    private static List<Integer> assumed(int channels) {
        return switch (channels) {
            case 3 -> List.of(FRONT_LEFT, FRONT_RIGHT, FRONT_CENTRE);
            case 4 -> List.of(FRONT_LEFT, FRONT_RIGHT, REAR_LEFT, REAR_RIGHT);
            case 5 -> List.of(FRONT_LEFT, FRONT_RIGHT, FRONT_CENTRE, REAR_LEFT, REAR_RIGHT);
            case 6 -> List.of(FRONT_LEFT, FRONT_RIGHT, FRONT_CENTRE, LOW, REAR_LEFT, REAR_RIGHT);
            case 7 -> List.of(FRONT_LEFT, FRONT_RIGHT, FRONT_CENTRE, LOW, REAR_CENTRE, SIDE_LEFT, SIDE_RIGHT);
            case 8 -> List.of(FRONT_LEFT, FRONT_RIGHT, FRONT_CENTRE, LOW, REAR_LEFT, REAR_RIGHT, SIDE_LEFT, SIDE_RIGHT);
            default -> alternating(channels);
        };
    }

    /** Microphones side by side: one to the left, the next to the right. */
    private static List<Integer> alternating(int channels) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < channels; i++) {
            places.add(i % 2 == 0 ? SIDE_LEFT : SIDE_RIGHT);
        }
        return places;
    }

    private static double toLeft(int place) {
        return switch (place) {
            case FRONT_LEFT, LEFT_OF_CENTRE -> 1;
            case FRONT_CENTRE, REAR_LEFT, SIDE_LEFT, TOP_FRONT_LEFT, TOP_REAR_LEFT -> HALF_POWER;
            case FRONT_RIGHT, RIGHT_OF_CENTRE, REAR_RIGHT, SIDE_RIGHT, TOP_FRONT_RIGHT, TOP_REAR_RIGHT -> 0;
            case LOW, SECOND_LOW -> 0;
            default -> 0.5; // Behind or above in the middle: 3 dB for the middle, 3 dB for the distance.
        };
    }

    private static int mirrored(int place) {
        return switch (place) {
            case FRONT_LEFT, REAR_LEFT, LEFT_OF_CENTRE, SIDE_LEFT, TOP_FRONT_LEFT, TOP_REAR_LEFT -> place + 1;
            case FRONT_RIGHT, REAR_RIGHT, RIGHT_OF_CENTRE, SIDE_RIGHT, TOP_FRONT_RIGHT, TOP_REAR_RIGHT -> place - 1;
            default -> place;
        };
    }
}
