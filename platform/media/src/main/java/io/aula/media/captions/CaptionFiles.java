package io.aula.media.captions;

import io.aula.media.ObjectRef;
import io.aula.media.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes one revision of a video's captions beside its segments. A revision has addresses of its own, manifests included, so no
 * cache shows an old one; the transcoder's own manifests stay as they are.
 *
 * <pre>
 * {prefix}master-c3.m3u8  {prefix}manifest-c3.mpd
 * {prefix}captions/3/es.vtt               sidecar and download
 * {prefix}captions/3/es/index.m3u8, seg-1.vtt …
 * </pre>
 */
public final class CaptionFiles {

    private static final int LARGEST_MANIFEST = 4 << 20;

    private final ObjectStore store;
    private final String bucket;
    private final String prefix;

    /** @param prefix of the video's outputs, with a slash at its end */
    public CaptionFiles(ObjectStore store, String bucket, String prefix) {
        this.store = store;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    public static String hls(int revision) {
        return "master-c" + revision + ".m3u8";
    }

    public static String dash(int revision) {
        return "manifest-c" + revision + ".mpd";
    }

    /** What a person downloads, below the video's prefix. */
    public static String download(int revision, String locale) {
        return CaptionManifests.folder(revision) + locale + ".vtt";
    }

    /**
     * Writing the same again changes nothing. Called again when the transcoder wrote other manifests.
     *
     * @throws io.aula.media.NoSuchObjectException if the video's own manifests are not there
     */
    public void publish(int revision, long durationMs, List<CaptionTrack> tracks) throws IOException {
        for (CaptionTrack track : tracks) {
            String folder = CaptionManifests.folder(revision) + track.locale();
            put(folder + ".vtt", WebVtt.file(track.cues()));
            for (int i = 0; i < CaptionManifests.segments(durationMs); i++) {
                long from = (long) i * CaptionManifests.SEGMENT_MS;
                put(
                        folder + "/seg-" + (i + 1) + ".vtt",
                        WebVtt.segment(track.cues(), from, from + CaptionManifests.SEGMENT_MS));
            }
            put(folder + "/index.m3u8", CaptionManifests.playlist(durationMs));
        }
        put(dash(revision), CaptionManifests.dash(text("manifest.mpd"), revision, tracks));
        // Last, because players start here.
        put(hls(revision), CaptionManifests.hls(text("master.m3u8"), revision, tracks));
    }

    private String text(String name) throws IOException {
        try (InputStream in = store.get(new ObjectRef(bucket, prefix + name))) {
            return new String(in.readNBytes(LARGEST_MANIFEST), StandardCharsets.UTF_8);
        }
    }

    private void put(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        store.put(new ObjectRef(bucket, prefix + name), new ByteArrayInputStream(bytes), bytes.length);
    }
}
