package io.aula.transcoder.pipeline;

import io.aula.transcoder.ladder.FrameRate;
import io.aula.transcoder.ladder.Rung;
import java.nio.file.Path;
import java.util.List;

/**
 * The text of a pass, as gst-launch would read it.
 *
 * <pre>
 * FIRST  filesrc ─ decodebin ─ flip ─ rate ─ tee ┬ scale ─ x264 ─ mp4mux ─ v360.mp4
 *                                                └ one picture each n s ─ appsink   (poster, sprite)
 * REST                                       tee ┬ scale ─ x264 ─ mp4mux ─ v480.mp4
 *                                                └ …
 * AUDIO  filesrc ─ decodebin ─ resample ─ AAC ─ mp4mux ─ audio.mp4
 * </pre>
 */
final class PassLaunch {

    private static final String SOURCE = "filesrc name=source ! decodebin name=decode ";
    private static final String SHORT_QUEUE = "queue max-size-buffers=4 max-size-bytes=0 max-size-time=0";
    private static final int AUDIO_KBPS = 128;

    private PassLaunch() {}

    static String audio(Path folder) {
        return SOURCE + "queue name=entry ! audioconvert ! audioresample ! audiorate tolerance=40000000 "
                + "! identity name=progress silent=true ! audio/x-raw,rate=48000,channels=2 ! avenc_aac bitrate="
                + AUDIO_KBPS * 1000
                + " ! aacparse ! mp4mux fragment-duration=4000 ! filesink async=false location="
                + muxed(folder, "audio");
    }

    static String video(Path folder, FrameRate rate, List<Rung> rungs, String preset, String stills) {
        StringBuilder text = new StringBuilder(SOURCE)
                .append(
                        "queue name=entry max-size-buffers=3 max-size-bytes=0 max-size-time=0 ! videoconvert ! deinterlace "
                                + "! videoflip video-direction=auto ! videorate ! video/x-raw,framerate=")
                .append(rate.numerator())
                .append('/')
                .append(rate.denominator())
                .append(
                        " ! videoconvert ! video/x-raw,format=I420 ! identity name=progress silent=true ! tee name=pictures ");
        for (Rung rung : rungs) {
            text.append("pictures. ! ").append(rung(folder, rate, rung, preset));
        }
        return text.append(stills).toString();
    }

    /** One picture each interval, small enough to keep and large enough for a poster. */
    static String stills(int width, int height, int intervalMs) {
        return "pictures. ! queue max-size-buffers=2 max-size-bytes=0 max-size-time=0 ! videorate drop-only=true "
                + "! video/x-raw,framerate=1000/" + intervalMs
                + " ! videoconvertscale ! video/x-raw,format=BGRx,width=" + width + ",height=" + height
                + ",pixel-aspect-ratio=1/1 ! appsink name=stills sync=false async=false emit-signals=true ";
    }

    static Path muxed(Path folder, String track) {
        return folder.resolve("muxed-" + track + ".mp4");
    }

    private static String rung(Path folder, FrameRate rate, Rung rung, String preset) {
        int pictures = rate.framesPerSegment();
        return SHORT_QUEUE
                + " ! videoscale add-borders=false ! video/x-raw,width=%d,height=%d,pixel-aspect-ratio=1/1"
                        .formatted(rung.width(), rung.height())
                + " ! x264enc speed-preset=%s bitrate=%d vbv-buf-capacity=2000 key-int-max=%d"
                        .formatted(preset, rung.kbps(), pictures)
                // Equal rungs cut at equal pictures: no key frame at scene changes, none early, none open.
                + " option-string=\"scenecut=0:open-gop=0:min-keyint=%d:force-cfr=1\"".formatted(pictures)
                + " ! video/x-h264,profile=%s,stream-format=avc,alignment=au ! h264parse".formatted(rung.profile())
                + " ! mp4mux fragment-duration=60000 ! filesink async=false location=" + muxed(folder, rung.name())
                + " ";
    }
}
