package io.aula.transcoder.corpus;

import io.aula.transcoder.ChildRun;
import io.aula.transcoder.ladder.SourceProfile;
import io.aula.transcoder.packaging.SegmentInfo;
import io.aula.transcoder.packaging.TrackInfo;
import io.aula.transcoder.pipeline.ChildEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** What a viewer would see and hear of a job's output, decoded by another program. */
final class Watched {

    static final int RATE = 48_000;

    private static final int EYE_WIDTH = 32;
    private static final int EYE_HEIGHT = 18;
    private static final int WINDOW = 96;

    private static final Pattern TILE = Pattern.compile(
            "(\\d+):(\\d+):([\\d.]+) --> (\\d+):(\\d+):([\\d.]+)\nsprite\\.jpg#xywh=(\\d+),(\\d+),(\\d+),(\\d+)");

    private final ChildRun run;

    Watched(ChildRun run) {
        this.run = run;
    }

    List<TrackInfo> tracks() {
        return run.all(ChildEvent.TrackBegun.class).stream()
                .map(ChildEvent.TrackBegun::track)
                .toList();
    }

    SourceProfile profile() {
        return run.probed().source();
    }

    Path output() {
        return run.output();
    }

    int thumbnails() {
        var stills = run.all(ChildEvent.StillsWritten.class).getFirst().stills();
        return stills.columns() * stills.rows();
    }

    TrackInfo best() {
        return tracks().stream().filter(TrackInfo::isVideo).toList().getLast();
    }

    double framesPerSecond() {
        return run.probed().ladder().frameRate().perSecond();
    }

    /** By the segments' own times: how long, and that none leaves a gap or overlaps. */
    double seconds(String track) {
        TrackInfo info = tracks().stream()
                .filter(known -> known.name().equals(track))
                .findFirst()
                .orElseThrow();
        long end = 0;
        for (SegmentInfo segment : segments(track)) {
            if (segment.start() != end) {
                throw new AssertionError("%s begins at %d instead of %d in %s"
                        .formatted(segment.fileName(), segment.start(), end, track));
            }
            end += segment.duration();
        }
        return end / (double) info.timescale();
    }

    List<SegmentInfo> segments(String track) {
        return run.all(ChildEvent.SegmentWritten.class).stream()
                .filter(written -> written.track().equals(track))
                .map(ChildEvent.SegmentWritten::segment)
                .toList();
    }

    /** Mean brightness of each picture, 0 to 255. */
    double[] brightness(String track) throws IOException {
        byte[] pixels = Ffmpeg.run(List.of(
                "ffmpeg",
                "-v",
                "error",
                "-nostdin",
                "-i",
                joined(track).toString(),
                "-vsync",
                "passthrough",
                "-vf",
                "scale=%d:%d,format=gray".formatted(EYE_WIDTH, EYE_HEIGHT),
                "-f",
                "rawvideo",
                "-"));
        int size = EYE_WIDTH * EYE_HEIGHT;
        double[] means = new double[pixels.length / size];
        for (int i = 0; i < means.length; i++) {
            long sum = 0;
            for (int k = 0; k < size; k++) {
                sum += pixels[i * size + k] & 255;
            }
            means[i] = sum / (double) size;
        }
        return means;
    }

    /** When the picture turns from dark to bright, in seconds. */
    List<Double> flashes() throws IOException {
        double[] bright = brightness(best().name());
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < bright.length; i++) {
            if (bright[i] > 110 && (i == 0 || bright[i - 1] <= 110)) {
                times.add(i / framesPerSecond());
            }
        }
        return times;
    }

    /** Both channels, interleaved. */
    float[] sound(String track) throws IOException {
        byte[] bytes = Ffmpeg.run(List.of(
                "ffmpeg",
                "-v",
                "error",
                "-nostdin",
                "-i",
                joined(track).toString(),
                "-f",
                "f32le",
                "-ac",
                "2",
                "-ar",
                Integer.toString(RATE),
                "-"));
        float[] samples = new float[bytes.length / 4];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(samples);
        return samples;
    }

    /** When it becomes loud after it was quiet, in seconds. */
    List<Double> beeps() throws IOException {
        return beeps("audio");
    }

    List<Double> beeps(String track) throws IOException {
        float[] samples = sound(track);
        double[] levels = new double[samples.length / 2 / WINDOW];
        double loudest = 1e-6;
        for (int i = 0; i < levels.length; i++) {
            levels[i] = peak(samples, i * WINDOW * 2, WINDOW * 2);
            loudest = Math.max(loudest, levels[i]);
        }
        List<Double> times = new ArrayList<>();
        double lastLoud = -1;
        for (int i = 0; i < levels.length; i++) {
            double at = i * WINDOW / (double) RATE;
            if (levels[i] > loudest * 0.4) {
                if (lastLoud < 0 || at - lastLoud > 0.2) {
                    times.add(at);
                }
                lastLoud = at;
            }
        }
        return times;
    }

    /** Root of the mean square of a channel, in dB of full scale. */
    double level(String track, int channel) throws IOException {
        float[] samples = sound(track);
        double sum = 0;
        long count = 0;
        for (int i = RATE / 2 * 2 + channel; i < samples.length - RATE / 2; i += 2, count++) {
            sum += samples[i] * (double) samples[i];
        }
        return 10 * Math.log10(Math.max(1e-12, sum / Math.max(1, count)));
    }

    /** Integrated loudness in LUFS and the highest true peak in dB of full scale, as that program measures them. */
    double[] loudnessAndPeak(String track) throws IOException {
        StringBuilder said = new StringBuilder();
        Ffmpeg.run(
                List.of(
                        "ffmpeg",
                        "-nostdin",
                        "-hide_banner",
                        "-i",
                        joined(track).toString(),
                        "-filter:a",
                        "ebur128=peak=true:framelog=verbose",
                        "-f",
                        "null",
                        "-"),
                said);
        return new double[] {last(said, "I:\\s+(\\S+) LUFS"), last(said, "Peak:\\s+(\\S+) dBFS")};
    }

    private static double last(CharSequence text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found ->
                        "-inf".equals(found.group(1)) ? Double.NEGATIVE_INFINITY : Double.parseDouble(found.group(1)))
                .reduce((before, after) -> after)
                .orElseThrow(() -> new AssertionError(pattern + " is not in " + text));
    }

    /** How bright the thumbnail is, 0 to 255, that players show for a second: the text that leads to it, and the part of the sprite. */
    double tileAt(double second) throws IOException {
        BufferedImage sprite = ImageIO.read(run.output().resolve("sprite.jpg").toFile());
        Matcher cue = TILE.matcher(Files.readString(run.output().resolve("sprite.vtt")));
        while (cue.find()) {
            if (seconds(cue, 1) <= second && second < seconds(cue, 4)) {
                int x = Integer.parseInt(cue.group(7));
                int y = Integer.parseInt(cue.group(8));
                int width = Integer.parseInt(cue.group(9));
                int height = Integer.parseInt(cue.group(10));
                return sprite.getRaster().getSample(x + width / 2, y + height / 2, 1);
            }
        }
        throw new AssertionError("no thumbnail for second " + second);
    }

    private static double seconds(Matcher cue, int group) {
        return Integer.parseInt(cue.group(group)) * 3600
                + Integer.parseInt(cue.group(group + 1)) * 60
                + Double.parseDouble(cue.group(group + 2));
    }

    /** Which quarter of the first picture is the brightest: {@code top left} … {@code bottom right}. */
    String brightestQuarter() throws IOException {
        byte[] pixels = Ffmpeg.run(List.of(
                "ffmpeg",
                "-v",
                "error",
                "-nostdin",
                "-i",
                joined(best().name()).toString(),
                "-frames:v",
                "1",
                "-vf",
                "scale=2:2:flags=area,format=gray",
                "-f",
                "rawvideo",
                "-"));
        int brightest = 0;
        for (int i = 1; i < 4; i++) {
            brightest = (pixels[i] & 255) > (pixels[brightest] & 255) ? i : brightest;
        }
        return (brightest < 2 ? "top " : "bottom ") + (brightest % 2 == 0 ? "left" : "right");
    }

    /** How a player is to see a track: range, matrix, transfer and primaries in that program's words, separated by commas. */
    String colours(String track) throws IOException {
        byte[] said = Ffmpeg.run(List.of(
                "ffprobe",
                "-v",
                "error",
                "-show_entries",
                "stream=color_range,color_space,color_transfer,color_primaries",
                "-of",
                "csv=p=0",
                joined(track).toString()));
        return new String(said, StandardCharsets.US_ASCII).strip();
    }

    /** A place of the first picture in red, green and blue, 0 to 255, as a player sees it that knows {@link #colours}. */
    int[] colour(String track) throws IOException {
        byte[] planes = Ffmpeg.run(List.of(
                "ffmpeg",
                "-v",
                "error",
                "-nostdin",
                "-i",
                joined(track).toString(),
                "-frames:v",
                "1",
                "-vf",
                "crop=16:16:64:64",
                "-pix_fmt",
                "yuv420p",
                "-f",
                "rawvideo",
                "-"));
        Matrix matrix = colours(track).contains("smpte170m") ? Matrix.BT_601 : Matrix.BT_709;
        return matrix.seen(planes[0] & 255, planes[256] & 255, planes[256 + 64] & 255);
    }

    /** One file of a track's header and segments. */
    Path joined(String track) throws IOException {
        Path file = run.output().resolve("joined-" + track + ".mp4");
        if (!Files.exists(file)) {
            try (OutputStream out = Files.newOutputStream(file)) {
                Files.copy(run.output().resolve(track).resolve("init.mp4"), out);
                for (SegmentInfo segment : segments(track)) {
                    Files.copy(run.output().resolve(track).resolve(segment.fileName()), out);
                }
            }
        }
        return file;
    }

    private static double peak(float[] samples, int from, int count) {
        double peak = 0;
        for (int i = from; i < from + count; i++) {
            peak = Math.max(peak, Math.abs(samples[i]));
        }
        return peak;
    }
}
