package io.aula.transcoder.pipeline;

import io.aula.transcoder.ladder.FrameRate;
import io.aula.transcoder.ladder.Rung;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The text of a pass, as gst-launch would read it. What leaves {@code line} has running times from zero, whatever the
 * container counts in.
 *
 * <pre>
 * FIRST  filesrc ─ decodebin ─ line ─ flip ─ rate ─ tee ┬ scale ─ H.264 ─ mp4mux ─ v360.mp4
 *                                                       └ one picture each n s ─ appsink   (poster, sprite)
 * REST                                              tee ┬ scale ─ H.264 ─ mp4mux ─ v480.mp4
 *                                                       └ …
 * AUDIO  filesrc ─ decodebin ─ line ─ two channels ┬ sum ─ AAC ─ mp4mux ─ audio.mp4
 *                       silence of the whole length┘
 * </pre>
 */
final class PassLaunch {

    private static final String SOURCE = "filesrc name=source ! decodebin name=decode ";
    private static final String LINE = " ! identity name=line single-segment=true silent=true ";
    private static final String SHORT_QUEUE = "queue max-size-buffers=4 max-size-bytes=0 max-size-time=0";
    private static final String STEREO =
            "audio/x-raw,format=F32LE,layout=interleaved,rate=48000,channels=2,channel-mask=(bitmask)0x3";
    /** Said in full: the coder would rather have one channel. */
    private static final String STEREO_16 = STEREO.replace("F32LE", "S16LE");

    private static final int AUDIO_KBPS = 128;
    private static final int SAMPLES_PER_SECOND = 48_000;
    private static final int SAMPLES_PER_FRAME = 1024;

    /** What the coder gives before the first sample comes out of it: 1600 samples, and so many of ours that frames are full. */
    static final int PRIMING_FRAMES = 2;

    private static final int CODER_SAMPLES = 1600;

    /** How much later than it should be heard sound has to reach the coder, so that what is dropped are whole frames. */
    static final long LEAD_NANOS =
            Math.round((PRIMING_FRAMES * SAMPLES_PER_FRAME - CODER_SAMPLES) * 1e9 / SAMPLES_PER_SECOND);

    private PassLaunch() {}

    /**
     * Silence of the whole length is mixed in: so sound that begins late, pauses or ends early is as long as the rest.
     * Of the two coders that are there this one keeps levels and sides.
     *
     * @param samples what uncompressed sound really is; empty where the demuxer says it rightly
     */
    static String audio(Path folder, String track, long lengthNanos, String samples) {
        long frames = PRIMING_FRAMES
                + Math.max(1, Math.ceilDiv(lengthNanos / 1000 * SAMPLES_PER_SECOND / 1_000_000, SAMPLES_PER_FRAME));
        return heard(samples)
                + "! audioamplify name=factor clipping-method=none ! volume name=share ! audiomixer name=sum alignment-threshold=20000000 discont-wait=0 output-buffer-duration=64000000 "
                + "! identity name=progress silent=true ! audioconvert dithering=none ! " + STEREO_16
                + " ! queue ! voaacenc name=aac bitrate="
                + AUDIO_KBPS * 1000
                + " ! aacparse ! mp4mux fragment-duration=4000 ! filesink async=false location=" + muxed(folder, track)
                + " audiotestsrc wave=silence samplesperbuffer=" + SAMPLES_PER_FRAME + " num-buffers=" + frames + " ! "
                + STEREO + " ! sum. ";
    }

    private static String heard(String samples) {
        return SOURCE + "queue name=entry" + (samples.isEmpty() ? "" : " ! capssetter caps=" + samples) + LINE
                + "! audioconvert name=mix ! audioresample ! " + STEREO + " ";
    }

    /** Only listened to. */
    static String heardOnly(String samples) {
        return heard(samples) + "! identity name=progress silent=true ! fakesink sync=false async=false ";
    }

    /** How pictures are turned that are to be turned by so many degrees clockwise; empty when the stream says it. */
    static Optional<String> turn(int degrees) {
        return switch (degrees) {
            case 90 -> Optional.of("90r");
            case 180 -> Optional.of("180");
            case 270 -> Optional.of("90l");
            default -> Optional.empty();
        };
    }

    static String video(Path folder, FrameRate rate, List<Rung> rungs, Encoder encoder, String stills) {
        return SOURCE + "queue name=entry max-size-buffers=3 max-size-bytes=0 max-size-time=0 ! capssetter name=meant"
                + LINE
                + "! videoconvert ! capsfilter name=through ! deinterlace ! videoflip name=flip video-direction=auto ! videorate ! video/x-raw,framerate="
                + fraction(rate)
                + rungs(folder, rate, rungs, encoder, stills);
    }

    /** A picture that stands still, for a recording of sound alone. */
    static String card(
            Path folder, FrameRate rate, long lengthNanos, List<Rung> rungs, Encoder encoder, String stills) {
        long pictures = Math.max(1, Math.round(lengthNanos / 1e9 * rate.perSecond()));
        return "filesrc name=source ! pngdec ! imagefreeze num-buffers=" + pictures + " ! video/x-raw,framerate="
                + fraction(rate)
                + rungs(folder, rate, rungs, encoder, stills);
    }

    private static String rungs(Path folder, FrameRate rate, List<Rung> rungs, Encoder encoder, String stills) {
        return " ! videoconvert ! capsfilter name=planes caps=" + planes(Colours.LARGE)
                + " ! identity name=progress silent=true ! tee name=pictures "
                + rungs.stream()
                        .map(rung -> "pictures. ! " + rung(folder, rate, rung, encoder))
                        .collect(Collectors.joining())
                + stills;
    }

    /**
     * What pictures of the full range become first: from planes to planes the converter leaves the range as it is, whatever is asked,
     * and some elements take no planes of red, green and blue.
     */
    static final String PIXELS = "video/x-raw,format=BGRx";

    /** What goes into all branches, so that none of them converts anything but sizes. */
    static String planes(Colours colours) {
        return "video/x-raw,format=I420,colorimetry=" + colours.text();
    }

    /** The pictures that {@link StillsCollector} lets through, small enough to keep and large enough for a poster. */
    static String stills(int width, int height) {
        return "pictures. ! queue name=chosen max-size-buffers=2 max-size-bytes=0 max-size-time=0 "
                + "! videoconvertscale ! video/x-raw,format=BGRx,width=" + width + ",height=" + height
                + ",pixel-aspect-ratio=1/1 ! appsink name=stills sync=false async=false emit-signals=true ";
    }

    static Path muxed(Path folder, String track) {
        return folder.resolve("muxed-" + track + ".mp4");
    }

    static String encoder(Rung rung) {
        return "encoder-" + rung.name();
    }

    static String scaler(Rung rung) {
        return "scaler-" + rung.name();
    }

    /** The rungs of a pass run beside each other, so cores do not stand idle. */
    private static String rung(Path folder, FrameRate rate, Rung rung, Encoder encoder) {
        return SHORT_QUEUE
                + " ! videoscale name=%s add-borders=false ! video/x-raw,width=%d,height=%d,pixel-aspect-ratio=1/1 ! "
                        .formatted(scaler(rung), rung.width(), rung.height())
                + encoder.part(encoder(rung), rung.kbps(), rate.framesPerSegment(), rung.profile())
                + " ! mp4mux fragment-duration=60000 ! filesink async=false location=" + muxed(folder, rung.name())
                + " ";
    }

    private static String fraction(FrameRate rate) {
        return rate.numerator() + "/" + rate.denominator();
    }
}
