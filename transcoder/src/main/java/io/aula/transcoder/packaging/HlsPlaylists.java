package io.aula.transcoder.packaging;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The HLS side (RFC 8216): a master playlist and one media playlist for each track. */
public final class HlsPlaylists {

    public static final String MASTER = "master.m3u8";
    public static final String MEDIA = "index.m3u8";

    private static final String HEAD = "#EXTM3U\n#EXT-X-VERSION:7\n";

    private HlsPlaylists() {}

    public static String master(List<Rendition> videos, Optional<Rendition> audio, double framesPerSecond) {
        StringBuilder out = new StringBuilder(HEAD).append("#EXT-X-INDEPENDENT-SEGMENTS\n");
        audio.ifPresent(sound -> out.append("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"audio\",NAME=\"Main\",DEFAULT=YES,")
                .append("AUTOSELECT=YES,CHANNELS=\"")
                .append(sound.track().channels())
                .append("\",URI=\"")
                .append(sound.track().name())
                .append("/index.m3u8\"\n"));
        for (Rendition video : videos) {
            variant(out, video, audio, framesPerSecond);
        }
        return out.toString();
    }

    public static String media(Rendition rendition) {
        double timescale = rendition.track().timescale();
        long target = rendition.segments().stream()
                .mapToLong(segment -> Math.round(segment.duration() / timescale))
                .max()
                .orElse(1);
        StringBuilder out = new StringBuilder(HEAD)
                .append("#EXT-X-TARGETDURATION:")
                .append(Math.max(1, target))
                .append("\n#EXT-X-MEDIA-SEQUENCE:1\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-INDEPENDENT-SEGMENTS\n")
                .append("#EXT-X-MAP:URI=\"init.mp4\"\n");
        for (SegmentInfo segment : rendition.segments()) {
            out.append(String.format(Locale.ROOT, "#EXTINF:%.6f,\n", segment.duration() / timescale))
                    .append(segment.fileName())
                    .append('\n');
        }
        return out.append("#EXT-X-ENDLIST\n").toString();
    }

    private static void variant(StringBuilder out, Rendition video, Optional<Rendition> audio, double framesPerSecond) {
        long peak = video.peakBitsPerSecond()
                + audio.map(Rendition::peakBitsPerSecond).orElse(0L);
        long average = video.averageBitsPerSecond()
                + audio.map(Rendition::averageBitsPerSecond).orElse(0L);
        String codecs = video.track().codec()
                + audio.map(sound -> "," + sound.track().codec()).orElse("");
        out.append("#EXT-X-STREAM-INF:BANDWIDTH=")
                .append(Math.max(peak, average))
                .append(",AVERAGE-BANDWIDTH=")
                .append(average)
                .append(",CODECS=\"")
                .append(codecs)
                .append("\",RESOLUTION=")
                .append(video.track().width())
                .append('x')
                .append(video.track().height())
                .append(String.format(Locale.ROOT, ",FRAME-RATE=%.3f", framesPerSecond))
                .append(audio.isPresent() ? ",AUDIO=\"audio\"\n" : "\n")
                .append(video.track().name())
                .append("/index.m3u8\n");
    }
}
