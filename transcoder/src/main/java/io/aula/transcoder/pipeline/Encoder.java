package io.aula.transcoder.pipeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * An H.264 encoder of GStreamer, with the settings that make rungs of the same source cut at the same pictures.
 *
 * @param name of its element
 * @param launch its part of a pass, as gst-launch would read it, with {@code {name}}, {@code {kbps}}, {@code {pictures}} (of a
 *     segment) and {@code {profile}} where those belong; what leaves it is AVC in whole pictures
 */
public record Encoder(String name, String launch) {

    /** The one that every worker has, and that no other process of the machine can take away. */
    public static final String SOFTWARE = "x264enc";

    /** What VA and NVENC take and give, by version: planes of either order, Annex B or AVC. */
    private static final String BEFORE = "videoconvert ! video/x-raw,format=NV12 ! ";

    private static final String AFTER =
            " ! video/x-h264,profile={profile} ! h264parse ! video/x-h264,stream-format=avc,alignment=au";

    /**
     * One thread: with more, the rate control of x264 looks at how far the others happen to be, and no two runs give the same
     * bytes. Equal rungs cut at equal pictures: no key frame at scene changes, none early, none open.
     *
     * @param preset of x264: how much time it takes for how few bytes
     */
    public static Encoder software(String preset) {
        return new Encoder(
                SOFTWARE,
                "x264enc name={name} threads=1 speed-preset=" + preset
                        + " bitrate={kbps} vbv-buf-capacity=2000 key-int-max={pictures}"
                        + " option-string=\"scenecut=0:open-gop=0:min-keyint={pictures}:force-cfr=1\""
                        + " ! video/x-h264,profile={profile},stream-format=avc,alignment=au ! h264parse");
    }

    /** Those of graphics processors, the quicker ones first. They set no key frame but where they are told. */
    public static List<Encoder> hardware() {
        return List.of(
                new Encoder(
                        "nvh264enc",
                        BEFORE + "nvh264enc name={name} rc-mode=cbr bitrate={kbps} gop-size={pictures}" + AFTER),
                new Encoder(
                        "vah264enc",
                        BEFORE + "vah264enc name={name} rate-control=cbr bitrate={kbps} key-int-max={pictures}"
                                + AFTER));
    }

    @JsonIgnore
    public boolean isSoftware() {
        return SOFTWARE.equals(name);
    }

    /**
     * @param called the name of the element within its pipeline
     * @param pictures from one key frame to the next
     */
    public String part(String called, int kbps, int pictures, String profile) {
        return launch.replace("{name}", called)
                .replace("{kbps}", String.valueOf(kbps))
                .replace("{pictures}", String.valueOf(pictures))
                .replace("{profile}", profile);
    }
}
