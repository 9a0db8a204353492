package io.aula.transcoder.loudness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done to a sound: a factor for all of it, and for the moments that would then be too high, how much less.
 *
 * <pre>
 * peaks of a factor      ─────╱╲──────────────╱╲╱╲────
 * ceiling                ═════════════════════════════
 * turns                  ────╲__╱────────────╲____╱───    1 where nothing is too high
 * </pre>
 *
 * @param factor 1 leaves it as it is
 * @param turns between them the factor changes steadily; none where it is the same all along
 */
public record GainPlan(double factor, List<Turn> turns) {

    /** @param share of the factor, at most 1 */
    public record Turn(long nanos, double share) {}

    public static final GainPlan NONE = new GainPlan(1, List.of());

    /** What platforms and broadcasters for headphones and small speakers ask for. */
    static final double TARGET_LUFS = -16;

    /** A decibel below the −1 dBTP that are promised: the coder, which comes behind, moves peaks. */
    private static final double CEILING = Math.pow(10, -2 / 20.0);

    /** More would bring up nothing but noise. */
    private static final double LARGEST_FACTOR = Math.pow(10, 30 / 20.0);

    /** How much of the loudness that is lost to the ceiling may be won back by a larger factor. */
    private static final double MOST_MORE = Math.pow(10, 6 / 20.0);

    /** Slices before and after a peak in which the level moves: 60 ms. */
    private static final int REACH = 12;

    private static final int GRID = 4;
    private static final int TRIES = 8;
    private static final double CLOSE = 0.05;

    public GainPlan {
        turns = List.copyOf(turns);
    }

    /** Leaves all as it is, unless it would be cut off: then all of it is as much softer as needed. */
    public static GainPlan unclipped(MeasuredSound sound) {
        return new GainPlan(Math.min(1, CEILING / Math.max(CEILING, sound.peak())), List.of());
    }

    /** Brings all of it to −16 LUFS, with peaks that no decoder cuts off. Silence stays as it is. */
    public static GainPlan levelled(MeasuredSound sound) {
        double loudness = sound.loudness();
        if (loudness == Double.NEGATIVE_INFINITY) {
            return unclipped(sound);
        }
        double first = Math.min(LARGEST_FACTOR, Math.pow(10, (TARGET_LUFS - loudness) / 20));
        double factor = first;
        float[] shares = shares(sound, factor);
        for (int i = 0; i < TRIES; i++) {
            double missing = TARGET_LUFS - sound.loudness(times(shares, factor));
            if (missing < CLOSE || factor >= Math.min(first * MOST_MORE, LARGEST_FACTOR)) {
                break;
            }
            factor = Math.min(Math.min(first * MOST_MORE, LARGEST_FACTOR), factor * Math.pow(10, missing / 20));
            shares = shares(sound, factor);
        }
        return new GainPlan(factor, turns(shares));
    }

    /** The lowest around each slice, evened out over as many: never more than a peak allows, and without a step. */
    private static float[] shares(MeasuredSound sound, double factor) {
        float[] allowed = new float[sound.slices()];
        for (int i = 0; i < allowed.length; i++) {
            allowed[i] = (float) Math.min(1, CEILING / Math.max(CEILING, sound.peak(i) * factor));
        }
        // One more than is evened out, because between two slices the level is a mixture of both.
        return evened(lowest(allowed, REACH + 1), REACH);
    }

    private static float[] lowest(float[] values, int reach) {
        float[] lowest = new float[values.length];
        Arrays.fill(lowest, 1);
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 1) {
                for (int k = Math.max(0, i - reach); k <= Math.min(values.length - 1, i + reach); k++) {
                    lowest[k] = Math.min(lowest[k], values[i]);
                }
            }
        }
        return lowest;
    }

    private static float[] evened(float[] values, int reach) {
        float[] evened = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            double sum = 0;
            for (int k = i - reach; k <= i + reach; k++) {
                sum += values[Math.clamp(k, 0, values.length - 1)];
            }
            evened[i] = (float) (sum / (2 * reach + 1));
        }
        return evened;
    }

    private static float[] times(float[] shares, double factor) {
        float[] gains = new float[shares.length];
        for (int i = 0; i < gains.length; i++) {
            gains[i] = (float) (shares[i] * factor);
        }
        return gains;
    }

    /** Every 20 ms the lowest around, so that what lies between is no higher; only where the level moves. */
    private static List<Turn> turns(float[] shares) {
        List<Turn> turns = new ArrayList<>();
        double before = 1;
        @Nullable Turn skipped = null;
        for (int i = 0; i < shares.length; i += GRID) {
            double share = 1;
            for (int k = Math.max(0, i - GRID + 1); k < Math.min(shares.length, i + GRID); k++) {
                share = Math.min(share, shares[k]);
            }
            Turn turn = new Turn(MeasuredSound.nanos(i), share);
            if (share == before) {
                skipped = turn;
                continue;
            }
            if (skipped != null) {
                turns.add(skipped);
                skipped = null;
            }
            turns.add(turn);
            before = share;
        }
        return turns;
    }
}
