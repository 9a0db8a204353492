package io.aula.transcoder.pipeline;

import io.aula.transcoder.ladder.FrameRate;
import io.aula.transcoder.ladder.Rung;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The text of a pass, as gst-launch would read it. What leaves {@code line} has running times from zero, whatever the
 * container counts in.
 *
 * <pre>
 * FIRST  filesrc ─ decodebin ─ line ─ flip ─ rate ─ tee ┬ scale ─ x264 ─ mp4mux ─ v360.mp4
 *                                                       └ one picture each n s ─ appsink   (poster, sprite)
 * REST                                              tee ┬ scale ─ x264 ─ mp4mux ─ v480.mp4
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
    private static final int AUDIO_KBPS = 128;
    private static final int SAMPLES_PER_SECOND = 48_000;
    private static final int SAMPLES_PER_FRAME = 1024;

    private PassLaunch() {}

    /** Silence of the whole length is mixed in: so sound that begins late, pauses or ends early is as long as the rest. */
    static String audio(Path folder, String track, long lengthNanos) {
        long frames = Math.max(1, Math.ceilDiv(lengthNanos / 1000 * SAMPLES_PER_SECOND / 1_000_000, SAMPLES_PER_FRAME));
        return heard()
                + "! audiomixer name=sum alignment-threshold=20000000 discont-wait=0 output-buffer-duration=64000000 "
                + "! identity name=progress silent=true ! queue ! avenc_aac name=aac aac-ms=false aac-is=false bitrate="
                + AUDIO_KBPS * 1000
                + " ! aacparse ! mp4mux fragment-duration=4000 ! filesink async=false location=" + muxed(folder, track)
                + " audiotestsrc wave=silence samplesperbuffer=" + SAMPLES_PER_FRAME + " num-buffers=" + frames + " ! "
                + STEREO + " ! sum. ";
    }

    private static String heard() {
        return SOURCE + "queue name=entry" + LINE + "! audioconvert name=mix ! audioresample ! " + STEREO
                + " ! volume name=gain ";
    }

    static String video(Path folder, FrameRate rate, List<Rung> rungs, String preset, String stills) {
        return SOURCE + "queue name=entry max-size-buffers=3 max-size-bytes=0 max-size-time=0" + LINE
                + "! videoconvert ! deinterlace ! videoflip video-direction=auto ! videorate ! video/x-raw,framerate="
                + fraction(rate)
                + rungs(folder, rate, rungs, preset, stills);
    }

    /** A picture that stands still, for a recording of sound alone. */
    static String card(Path folder, FrameRate rate, long lengthNanos, List<Rung> rungs, String preset, String stills) {
        long pictures = Math.max(1, Math.round(lengthNanos / 1e9 * rate.perSecond()));
        return "filesrc name=source ! pngdec ! imagefreeze num-buffers=" + pictures + " ! video/x-raw,framerate="
                + fraction(rate)
                + rungs(folder, rate, rungs, preset, stills);
    }

    private static String rungs(Path folder, FrameRate rate, List<Rung> rungs, String preset, String stills) {
        return " ! videoconvert ! video/x-raw,format=I420 ! identity name=progress silent=true ! tee name=pictures "
                + rungs.stream()
                        .map(rung -> "pictures. ! " + rung(folder, rate, rung, preset))
                        .collect(Collectors.joining())
                + stills;
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

    /**
     * One thread for each encoder: with more, the rate control of x264 looks at how far the others happen to be, and no two
     * runs give the same bytes. The rungs of a pass run beside each other, so cores do not stand idle.
     */
    private static String rung(Path folder, FrameRate rate, Rung rung, String preset) {
        int pictures = rate.framesPerSegment();
        return SHORT_QUEUE
                + " ! videoscale name=%s add-borders=false ! video/x-raw,width=%d,height=%d,pixel-aspect-ratio=1/1"
                        .formatted(scaler(rung), rung.width(), rung.height())
                + " ! x264enc name=%s threads=1 speed-preset=%s bitrate=%d vbv-buf-capacity=2000 key-int-max=%d"
                        .formatted(encoder(rung), preset, rung.kbps(), pictures)
                // Equal rungs cut at equal pictures: no key frame at scene changes, none early, none open.
                + " option-string=\"scenecut=0:open-gop=0:min-keyint=%d:force-cfr=1\"".formatted(pictures)
                + " ! video/x-h264,profile=%s,stream-format=avc,alignment=au ! h264parse".formatted(rung.profile())
                + " ! mp4mux fragment-duration=60000 ! filesink async=false location=" + muxed(folder, rung.name())
                + " ";
    }

    private static String fraction(FrameRate rate) {
        return rate.numerator() + "/" + rate.denominator();
    }
}
