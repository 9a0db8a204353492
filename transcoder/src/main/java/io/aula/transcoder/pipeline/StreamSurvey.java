package io.aula.transcoder.pipeline;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.freedesktop.gstreamer.Buffer;
import org.freedesktop.gstreamer.Caps;
import org.freedesktop.gstreamer.Pad;
import org.freedesktop.gstreamer.PadProbeReturn;
import org.freedesktop.gstreamer.Sample;
import org.freedesktop.gstreamer.Structure;
import org.freedesktop.gstreamer.TagList;
import org.jspecify.annotations.Nullable;

/** One stream of the file on its way past, still coded: when it begins and ends, how often its pictures come. */
final class StreamSurvey {

    private static final int LOOKED_AT = 4096;
    private static final int LARGEST_COVER = 16 << 20;

    private final Pad pad;
    private final boolean isSelected;
    private final String id;
    private final long[] times = new long[LOOKED_AT];
    private int timed;
    private volatile long first = Long.MAX_VALUE;
    private volatile long containerFirst = -1;
    private volatile long lastStart;
    private volatile long end;
    private volatile long covered;
    private final Gaps gaps = new Gaps();
    private volatile long count;
    private volatile @Nullable Caps settled;
    private volatile String orientation = "";
    private volatile String language = "";
    private volatile byte @Nullable [] cover;

    // The native side holds callbacks weakly.
    private final Pad.PROBE onTags = (from, info) -> {
        CoreCalls.tags(info.getEvent()).ifPresent(this::read);
        return PadProbeReturn.OK;
    };
    private final Pad.PROBE onFirst = (from, info) -> {
        Buffer buffer = info.getBuffer();
        containerFirst = buffer == null ? -1 : buffer.getPresentationTimestamp();
        return PadProbeReturn.REMOVE;
    };
    private final Pad.PROBE onBuffer = (from, info) -> {
        take(info.getBuffer());
        return PadProbeReturn.OK;
    };

    StreamSurvey(Pad pad) {
        this.pad = pad;
        this.id = CoreCalls.streamId(pad);
        this.isSelected = CoreCalls.isSelected(pad);
    }

    Pad.PROBE onTags() {
        return onTags;
    }

    /** For a pad where times are still the container's. */
    Pad.PROBE onFirst() {
        return onFirst;
    }

    /** For a pad behind which times are running times. */
    Pad.PROBE onBuffer() {
        return onBuffer;
    }

    String id() {
        return id;
    }

    boolean isSelected() {
        return isSelected;
    }

    /** Remembers what can be asked only while the pipeline lives. */
    void settle() {
        settled = pad.getCurrentCaps();
    }

    boolean canBeDecoded() {
        Caps caps = caps();
        return caps != null && CapsGate.canBeDecoded(caps);
    }

    /** What the format says; nothing while there is none. */
    Structure format() {
        Caps caps = caps();
        return caps == null ? new Structure("unknown") : caps.getStructure(0);
    }

    private @Nullable Caps caps() {
        return settled == null ? pad.getCurrentCaps() : settled;
    }

    boolean isPicture() {
        return CapsGate.isMovingPicture(format());
    }

    boolean isSound() {
        return format().getName().startsWith("audio/");
    }

    long count() {
        return count;
    }

    long firstNanos() {
        return first;
    }

    /** The last picture lasts as long as the others where nothing is said of it. */
    long endNanos() {
        double rate = isPicture() && end == lastStart ? framesPerSecond() : 0;
        return rate > 0 ? end + (long) (1e9 / rate) : end;
    }

    /** What all its buffers together last; where they do not say, that is all but the gaps. */
    long coveredNanos() {
        return covered > 0 ? covered : Math.max(0, end - first - gaps.sumNanos());
    }

    /** How much earlier its running time begins than the time that the container counts in. */
    long leadNanos() {
        return first == Long.MAX_VALUE || containerFirst < 0 ? 0 : Math.max(0, containerFirst - first);
    }

    Gaps gaps() {
        return gaps;
    }

    String language() {
        return language;
    }

    /** The picture that a sound file carries beside its sound. */
    byte @Nullable [] cover() {
        return cover;
    }

    boolean isTurned() {
        return orientation.contains("90") || orientation.contains("270");
    }

    /** The declared rate where the pictures keep it, else the one at which they come; 0 when there is only one. */
    double framesPerSecond() {
        double declared = declaredRate();
        if (count < 2) {
            return declared;
        }
        double average = averageRate();
        if (declared > 0 && Math.abs(declared - average) < average * 0.02) {
            return declared;
        }
        double usual = usualRate();
        return Math.abs(usual - average) < average * 0.1 ? average : usual;
    }

    private double declaredRate() {
        Structure structure = format();
        if (!structure.hasField("framerate")) {
            return 0;
        }
        var rate = structure.getFraction("framerate");
        return rate.getDenominator() > 0 ? rate.getNumerator() / (double) rate.getDenominator() : 0;
    }

    private double averageRate() {
        long[] sorted = sorted();
        if (count <= LOOKED_AT) {
            return sorted.length < 2
                    ? 0
                    : (sorted.length - 1) * 1e9 / Math.max(1, sorted[sorted.length - 1] - sorted[0]);
        }
        return count * 1e9 / Math.max(1, end - first);
    }

    /** From the median distance: a screen recording that stands still for a while keeps the rate of its moving parts. */
    private double usualRate() {
        long[] sorted = sorted();
        long[] distances = new long[Math.max(0, sorted.length - 1)];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = sorted[i + 1] - sorted[i];
        }
        Arrays.sort(distances);
        return distances.length == 0 ? 0 : 1e9 / Math.max(1, distances[distances.length / 2]);
    }

    private long[] sorted() {
        long[] sorted = Arrays.copyOf(times, timed);
        Arrays.sort(sorted);
        return sorted;
    }

    private void take(@Nullable Buffer buffer) {
        if (buffer == null) {
            return;
        }
        long at = buffer.getPresentationTimestamp();
        at = at < 0 ? buffer.getDecodeTimestamp() : at;
        if (at < 0) {
            return; // Outside of what the edit list shows, or without a time.
        }
        count++;
        first = Math.min(first, at);
        long lasts = Math.max(0, buffer.getDuration());
        covered += lasts;
        lastStart = Math.max(lastStart, at);
        end = Math.max(end, at + lasts);
        gaps.see(at, lasts);
        if (timed < LOOKED_AT) {
            times[timed++] = at;
        }
    }

    private static Optional<byte[]> bytes(Sample sample) {
        Buffer buffer = sample.getBuffer();
        ByteBuffer mapped = buffer.map(false);
        if (mapped == null) {
            return Optional.empty();
        }
        byte[] bytes = new byte[Math.min(mapped.remaining(), LARGEST_COVER)];
        mapped.get(bytes);
        boolean isWhole = !mapped.hasRemaining();
        buffer.unmap();
        return isWhole ? Optional.of(bytes) : Optional.empty();
    }

    private void read(TagList list) {
        if (list.getValueCount("image-orientation") > 0) {
            orientation = list.getString("image-orientation", 0);
        }
        if (list.getValueCount("language-code") > 0) {
            language = list.getString("language-code", 0);
        }
        if (cover == null) {
            cover = CoreCalls.image(list).flatMap(StreamSurvey::bytes).orElse(null);
        }
    }
}
